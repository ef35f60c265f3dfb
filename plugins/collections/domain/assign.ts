/** A debtor of a premise, as portfolios look at them. */
export interface CaseFacts {
  readonly overdueCents: bigint
  readonly days: number
  readonly category: string | null
  readonly customerKind: string
  readonly billingGroupId: bigint | null
  readonly routeId: bigint | null
  readonly district: string
  readonly stage: string
}

/** Null limits nothing. */
export interface Portfolio {
  readonly id: bigint
  readonly collectorId: bigint
  readonly minCents: bigint | null
  readonly maxCents: bigint | null
  readonly minDays: number | null
  readonly maxDays: number | null
  readonly category: string | null
  readonly customerKind: string | null
  readonly billingGroupId: bigint | null
  readonly routeId: bigint | null
  readonly district: string | null
  readonly stage: string | null
}

/** The first of them, in the order given, that a case fits. */
export const portfolioOf = (facts: CaseFacts, portfolios: readonly Portfolio[]): Portfolio | null =>
  portfolios.find((one) => fits(facts, one)) ?? null

function fits(facts: CaseFacts, one: Portfolio): boolean {
  return (
    isWithin(facts.overdueCents, one.minCents, one.maxCents) &&
    isWithin(facts.days, one.minDays, one.maxDays) &&
    isEqual(facts.category, one.category) &&
    isEqual(facts.customerKind, one.customerKind) &&
    isEqual(facts.billingGroupId, one.billingGroupId) &&
    isEqual(facts.routeId, one.routeId) &&
    isEqual(facts.district.toLowerCase(), one.district && one.district.toLowerCase()) &&
    isEqual(facts.stage, one.stage)
  )
}

const isWithin = <T extends bigint | number>(value: T, least: T | null, most: T | null): boolean =>
  (least === null || value >= least) && (most === null || value <= most)

const isEqual = <T>(value: T, wanted: T | null): boolean => wanted === null || value === wanted
