import {
  type CivilDate,
  addDays,
  addMonths,
  daysBetween,
  formatDate,
  maxDate,
  minDate,
} from '#core/calendar/index'
import type { BillableDays, BillingRules, CategoryFacts, ChargeCategory } from './compose_types.ts'
import { unusualDays, unusualText } from './period_days.ts'
import type { SituationSpan } from './billing_facts.ts'
import type { PremiseMonth } from './premise_month.ts'

type Service = 'water' | 'sewage'
type Period = Parameters<ChargeCategory>[1]
export type DaysRules = Pick<BillingRules, 'billableServices' | 'situationDays' | 'usualPeriod'>

/**
 * The days of a period in which a connection that changed was in a situation that is billed; null where it stayed as it was,
 * or where the situation of the load decides the month.
 */
export function billableDays(
  { billing }: Pick<PremiseMonth, 'billing'>,
  service: Service,
  { period, rules }: { readonly period: Period; readonly rules: DaysRules }
): BillableDays | null {
  const spans = billing?.situations?.[service]
  if (!spans || rules.situationDays === 'at_load') return null
  const first = firstDay(spans, period)
  const billed = rules.billableServices[service]
  const days = spans.reduce((sum, { situation, from }, index) => {
    if (!billed.includes(situation)) return sum
    const next = spans[index + 1]?.from
    const until = next ? minDate(addDays(next, -1), period.readOn) : period.readOn
    return sum + daysIn(from === null ? first : maxDate(from, first), until)
  }, 0)
  return { days, ofDays: daysIn(first, period.readOn) }
}

/** The period's first day; of a period that began with the connection, that of the month that ends with the reading. */
function firstDay(
  [begun]: readonly SituationSpan[],
  { previousReadOn, readOn }: Period
): CivilDate {
  const first = minDate(addDays(previousReadOn, 1), readOn)
  if (!begun?.from || begun.from < previousReadOn || begun.from > first) return first
  return minDate(first, addDays(addMonths(readOn, -1), 1))
}

const daysIn = (from: CivilDate, until: CivilDate): number =>
  from > until ? 0 : daysBetween(from, until) + 1

/**
 * The tariff of a premise whose connection changed in the period, or whose period is no month of the usual length: fixed amounts
 * and minima of water and of sewage are charged for the days in which each was billed, what was consumed whole, by limits of
 * the period's days (DECISIONS 52). Of all others it is the tariff itself.
 */
export function chargeByDays(month: PremiseMonth, rules: BillingRules): ChargeCategory {
  return (given, period) => {
    const unusual = unusualDays(month, period, rules)
    if (!unusual && !month.billing?.situations) return rules.charge(given, period)
    const facts = unusual ? { ...given, limitDays: unusual } : given
    const partOf = (days: BillableDays | null) => partOfMonth(days, unusual)
    const water = billableDays(month, 'water', { period, rules })
    const sewage = billableDays(month, 'sewage', { period, rules })
    const due: CategoryFacts = {
      ...facts,
      isWaterBillable: water === null ? facts.isWaterBillable : facts.isConsumed || water.days > 0,
      isSewageBillable:
        sewage === null ? facts.isSewageBillable : facts.sewageClass !== null && sewage.days > 0,
    }
    const [some, other] = [partOf(water), partOf(sewage)]
    const charge = (part: BillableDays | null) =>
      rules.charge(part ? { ...due, minimumDays: part } : due, period)
    if (some?.days === other?.days) return charge(some)
    const isSewage = ({ service }: { readonly service: string }) => service === 'sewage'
    return [
      ...charge(some).filter((one) => !isSewage(one)),
      ...charge(other).filter((one) => isSewage(one)),
    ]
  }
}

/**
 * Only where some of the days count: all of them, or none, need no division. Of a period that is no month they are days of the
 * nominal one: a day is divided once.
 */
function partOfMonth(days: BillableDays | null, unusual: BillableDays | null): BillableDays | null {
  const some = days && days.days > 0 && days.days < days.ofDays ? days : null
  if (!unusual) return some
  return some ? { days: some.days, ofDays: unusual.ofDays } : unusual
}

/** Why a line of a service is charged for some days; null where it is charged for a month. */
export function daysText(month: PremiseMonth, service: string, rules: DaysRules): string | null {
  if (service !== 'water' && service !== 'sewage') return null
  const unusual = unusualDays(month, month, rules)
  const part = partOfMonth(billableDays(month, service, { period: month, rules }), unusual)
  const texts = [
    ...(unusual ? [unusualText(unusual)] : []),
    ...(part && part.days !== unusual?.days ? [partText(month, service, part)] : []),
  ]
  return texts.length ? texts.join('. ') : null
}

function partText(month: PremiseMonth, service: Service, part: BillableDays): string {
  const changes = (month.billing?.situations?.[service] ?? []).flatMap(({ situation, from }) =>
    from !== null && from >= month.previousReadOn && from <= month.readOn
      ? [`${SITUATIONS[situation] ?? situation} em ${formatDate(from)}`]
      : []
  )
  return `Valor fixo e mínimo de ${part.days} de ${part.ofDays} dias (${changes.join(', ')})`
}

const SITUATIONS: Readonly<Record<string, string>> = {
  active: 'ligada',
  cut_standpipe: 'cortada no cavalete',
  cut_branch: 'cortada no ramal',
  suppressed: 'suprimida',
  plugged: 'tamponada',
}
