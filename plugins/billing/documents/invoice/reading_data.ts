import { type RefMonth, daysBetween } from '#core/calendar/index'
import { Dec, formatDecimal } from '#core/money/index'
import { ADJUSTMENT_TITLES, type AdjustmentTerm, type ReadingResult } from '#plugins/readings/api'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import { shareWay } from '../../domain/share_text.ts'
import type { InvoiceData, InvoiceReading } from './types.ts'

const KINDS: Readonly<Record<ReadingResult['kind'], readonly [InvoiceReading['kind'], string]>> = {
  measured: ['measured', 'Medido'],
  estimated: ['estimated', 'Estimado'],
  average: ['average', 'Pela média'],
  minimum: ['minimum', 'Mínimo'],
  unmetered: ['fixed', 'Sem hidrômetro'],
}

/** The reading as the bill shows it. */
export function readingData(result: ReadingResult, composed: ComposedInvoice): InvoiceReading {
  const { previousReadOn, readOn } = composed.month
  const days = daysBetween(previousReadOn, readOn)
  const [kind, kindText] = KINDS[result.kind]
  const billed = Dec.of(composed.billedM3)
  return {
    previous_on: result.previousReadOn ?? previousReadOn,
    previous_value: result.previousReading === null ? null : String(result.previousReading),
    current_on: readOn,
    current_value: result.reading === null ? null : String(result.reading),
    next_on: null,
    days,
    kind,
    kind_text: kindText,
    measured_m3: result.measuredM3,
    billed_m3: composed.billedM3,
    daily_m3: days > 0 ? billed.divide(Dec.of(days), 2, 'half-up').toString() : null,
    note: noteOf(result),
  }
}

/** Terms that the other lines of the reading do not tell: why the bill has other m³ than the meter. */
const TOLD: readonly AdjustmentTerm[] = [
  'swap_residual',
  'estimate_settlement',
  'estimate_credit',
  'estimate_in_money',
]

function noteOf({ message, adjustments }: ReadingResult): string | null {
  const terms = adjustments
    .filter(({ term }) => TOLD.includes(term))
    .map(({ term, m3 }) => `${ADJUSTMENT_TITLES[term]}: ${formatDecimal(Dec.of(m3))} m³.`)
  const parts = [...(message ? [message] : []), ...terms]
  return parts.length ? parts.join(' ') : null
}

export interface PrintedHistory {
  readonly reference: RefMonth
  /** The first month printed; empty: all that is known. */
  readonly from: string
}

/** The last twelve months and this one, from the oldest. */
export function consumptionData(
  { facts, kind }: ReadingResult,
  composed: ComposedInvoice,
  { reference, from }: PrintedHistory
): InvoiceData['consumption'] {
  const known = facts.history.filter((month) => month.reference >= from)
  const past = [...known].reverse().map((month) => ({
    reference: month.reference,
    volume_m3: month.m3,
    is_current: false,
    is_estimated: month.kind !== 'measured',
  }))
  const current = {
    reference,
    volume_m3: composed.billedM3,
    is_current: true,
    is_estimated: kind !== 'measured',
  }
  return {
    months: [...past.slice(-12), current],
    average_m3: facts.average_m3 && Dec.of(facts.average_m3).round(1, 'half-up').toString(),
    average_months: facts.history.length,
    comparison: comparison(facts.average_m3, composed.billedM3),
  }
}

function comparison(average: string | null, billed: string): string | null {
  if (average === null || Dec.of(average).isZero()) return null
  const base = Dec.of(average)
  const percent = Dec.muldiv(Dec.of(billed).minus(base), Dec.of(100), base, 0, 'half-up')
  if (percent.isZero()) return 'Seu consumo ficou na média dos últimos meses.'
  const side = percent.isNegative() ? 'abaixo' : 'acima'
  return `Seu consumo ficou ${percent.abs().toString()}% ${side} da média dos últimos meses.`
}

/** The condominium's share of a unit; null for everybody else. */
export function shareData(
  set: readonly ReadingResult[],
  composed: ComposedInvoice
): InvoiceData['share'] {
  const master = set.find(({ facts }) => facts.kind === 'condominium_master')
  const { share, shareM3, month } = composed
  if (month.kind !== 'condominium_child' || !master || !share) return null
  return {
    master_registration: master.facts.registration_number,
    method: shareWay(share).slice(0, 120),
    total_m3: share.sharedM3.toString(),
    units: share.units,
    share_m3: shareM3,
  }
}
