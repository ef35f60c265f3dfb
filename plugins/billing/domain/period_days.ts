import { type CivilDate, addDays, daysBetween, maxDate, minDate } from '#core/calendar/index'
import type { BillableDays, BillingRules, ChargeCategory } from './compose_types.ts'
import type { PremiseMonth } from './premise_month.ts'

type Period = Parameters<ChargeCategory>[1]
type Month = Pick<PremiseMonth, 'billing' | 'volumeOf'>

/**
 * Of a period that is no month of the usual length: its days, and those of the nominal month by which limits, fixed amounts and
 * minima are scaled (DECISIONS 52). Null for a month, for a volume that is a month's whatever the days, and under a supply
 * contract, whose terms are by the month.
 */
export function unusualDays(
  { billing, volumeOf }: Month,
  period: Period,
  { usualPeriod: usual }: Pick<BillingRules, 'usualPeriod'>
): BillableDays | null {
  if (!usual || volumeOf === 'month') return null
  if (billing?.contracts?.some(({ service }) => service !== 'garbage')) return null
  const days = daysBetween(firstDay(billing, period), period.readOn) + 1
  if (days >= usual.fromDays && days <= usual.untilDays) return null
  return { days, ofDays: usual.nominalDays }
}

/** The day after the former reading; of a connection that is newer, its own. */
function firstDay(billing: Month['billing'], { previousReadOn, readOn }: Period): CivilDate {
  const first = minDate(addDays(previousReadOn, 1), readOn)
  const { water, sewage } = billing?.situations ?? {}
  const begun = (water ?? sewage)?.[0]?.from
  if (!begun || begun > readOn) return first
  return begun === previousReadOn ? begun : maxDate(begun, first)
}

/** `Período de 45 dias: faixas e mínimos proporcionais (45/30)` */
export const unusualText = ({ days, ofDays }: BillableDays): string =>
  `Período de ${days} ${days === 1 ? 'dia' : 'dias'}: faixas e mínimos proporcionais (${days}/${ofDays})`
