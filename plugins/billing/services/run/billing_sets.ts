import { type CivilDate, addMonths, civilDate } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import type { ReadingResult } from '#plugins/readings/api'
import type { BillingFacts } from '../../domain/billing_facts.ts'
import type { AskedFacts, BillingSet, PremiseMonth } from '../../domain/premise_month.ts'

/** Groups the results of a load by billing set, in the order given. */
export function billingSets(results: readonly ReadingResult[]): BillingSet[] {
  const sets = Map.groupBy(results, ({ setKey }) => setKey)
  return [...sets].map(([setKey, members]) => ({ setKey, months: members.map(monthOf) }))
}

function monthOf(result: ReadingResult): PremiseMonth {
  const { facts } = result
  return {
    loadItemId: result.loadItemId,
    premiseId: result.premiseId,
    registrationNumber: facts.registration_number,
    kind: facts.kind,
    fraction: facts.fraction === null ? null : Dec.of(facts.fraction),
    holderId: facts.holder === null ? null : BigInt(facts.holder),
    economies: facts.economies,
    water: facts.water?.situation ?? null,
    sewage: facts.sewage,
    dueDay: facts.due_day,
    measuredM3: result.measuredM3 === null ? null : Dec.of(result.measuredM3),
    isMetered: meteringOf(facts),
    tariffType: facts.tariff_type,
    asked: askedOf(facts),
    ...(facts.joined?.billing ? { billing: facts.joined.billing as BillingFacts } : {}),
    ...(facts.delivery_address ? { isDeliveredElsewhere: true } : {}),
    billedM3: Dec.of(result.billedM3),
    ...(isOfMonth(result) && { volumeOf: 'month' as const }),
    ...rebilledOf(result),
    isHeld: result.state === 'held',
    previousReadOn: periodStart(result),
    readOn: result.readOn,
  }
}

/** Estimated months are billed again only while they add up to the volume of the bill: a correction may have given another. */
function rebilledOf({ rebilled, billedM3 }: ReadingResult): Pick<PremiseMonth, 'rebilled'> {
  if (!rebilled) return {}
  const months = rebilled.months.map((month) => ({
    ...{ reference: month.reference, from: civilDate(month.from), until: civilDate(month.until) },
    ...{ estimatedM3: Dec.of(month.estimated_m3), realM3: Dec.of(month.real_m3) },
  }))
  const nowM3 = Dec.of(rebilled.now_m3)
  if (rebilled.in_money) {
    return { rebilled: { months, nowM3: Dec.of(billedM3), inMoney: true } }
  }
  const more = Dec.sum(months.map(({ realM3, estimatedM3 }) => realM3.minus(estimatedM3)))
  return nowM3.plus(more).eq(Dec.of(billedM3)) ? { rebilled: { months, nowM3 } } : {}
}

/** What is measured, or estimated for the days, grows with them; the condominium's meter measures its units without one. */
const isOfMonth = ({ kind, facts }: ReadingResult): boolean =>
  kind !== 'measured' && kind !== 'estimated' && meteringOf(facts) !== undefined

const meteringOf = ({ kind, meter }: ReadingResult['facts']): boolean | undefined =>
  meter !== null || (kind === 'condominium_child' ? undefined : false)

/** What the registry knew at the load; loads made before it was kept do not have it. */
function askedOf({ taps, meter, ...facts }: ReadingResult['facts']): AskedFacts {
  const size = meter?.size
  const { collection_frequency: collectionFrequency, waste_profile: wasteProfile } = facts
  return {
    ...(isKnown(taps) && { taps }),
    ...(isKnown(size) && { meterSize: size }),
    ...(isKnown(collectionFrequency) && { collectionFrequency }),
    ...(isKnown(wasteProfile) && { wasteProfile }),
    ...(facts.added && { added: facts.added }),
  }
}

const isKnown = <T>(value: T | null | undefined): value is T =>
  value !== null && value !== undefined

/** Where the former bill ended; a premise never billed is billed for the month that ends with this reading. */
function periodStart({ billedUntil, readOn }: ReadingResult): CivilDate {
  return billedUntil ?? addMonths(readOn, -1)
}
