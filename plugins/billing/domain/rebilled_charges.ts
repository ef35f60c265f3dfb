import type { CivilDate } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import type { CategoryCharge, CategoryFacts, ChargeCategory } from './compose_types.ts'
import type { PremiseMonth } from './premise_month.ts'

/** Months that estimates billed, with what they really used, and what is left for the month of the reading (m³). */
export interface RebilledMonths {
  readonly months: readonly {
    readonly reference: string
    /** Day until which it was billed before, which does not count, and its last day. */
    readonly from: CivilDate
    readonly until: CivilDate
    readonly estimatedM3: Dec
    readonly realM3: Dec
  }[]
  readonly nowM3: Dec
  /** The month is charged for its own alone; the others are settled in money, line by line. */
  readonly inMoney?: boolean
}

export interface Charging {
  readonly month: PremiseMonth
  readonly facts: CategoryFacts
  /** What alternative sources add to the month of the reading. */
  readonly fed: Dec
  /** What of a volume of the premise falls to this category. */
  readonly partOf: (m3: Dec) => Dec
  readonly charge: ChargeCategory
}

/**
 * Charges of a category as if every month had been read: what this month used, and for each estimated month what it really
 * used less what the estimate charged, at the tariff of its own days (DECISIONS 52). The m³ add up to the volume of the
 * bill. Where a charge would be negative all is billed in this month instead.
 */
export function chargesOf({
  month,
  facts,
  fed,
  partOf,
  charge,
}: Charging): readonly CategoryCharge[] {
  const { rebilled } = month
  if (!rebilled) return charge(facts, month)
  const of = (m3: Dec, period: Parameters<ChargeCategory>[1]) =>
    charge({ ...facts, waterM3: partOf(m3).toString() }, period)
  const now = of(rebilled.nowM3.plus(fed), month)
  if (rebilled.inMoney) return now
  const sums = new Map(now.map((one) => [one.chargeType, one]))
  for (const { from, until, realM3, estimatedM3 } of rebilled.months) {
    const period = { previousReadOn: from, readOn: until }
    for (const one of of(realM3, period)) add(sums, one, 1n)
    for (const one of of(estimatedM3, period)) add(sums, one, -1n)
  }
  const all = [...sums.values()]
  const isWhole = all.every(
    ({ amountCents, quantityM3 }) => amountCents >= 0n && !Dec.of(quantityM3).isNegative()
  )
  return isWhole ? all : charge(facts, month)
}

function add(sums: Map<string, CategoryCharge>, one: CategoryCharge, sign: 1n | -1n): void {
  const before = sums.get(one.chargeType) ?? { ...one, quantityM3: '0', amountCents: 0n }
  const quantity = Dec.of(one.quantityM3)
  sums.set(one.chargeType, {
    ...before,
    quantityM3: Dec.of(before.quantityM3)
      .plus(sign > 0n ? quantity : quantity.negated())
      .toString(),
    amountCents: before.amountCents + sign * one.amountCents,
  })
}
