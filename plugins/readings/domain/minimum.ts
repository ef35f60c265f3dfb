import { Dec } from '#core/money/index'
import type { MinimumPolicy } from './policy.ts'

export interface MinimumFacts {
  readonly isMetered: boolean
  readonly economies: number
  /** Consumption outlets (tomadas); null where the registry has none. */
  readonly outlets: number | null
}

/** Least consumption of a premise: by economies with a meter, by outlets without one. Decimal text, m³. */
export function minimumM3(facts: MinimumFacts, policy: MinimumPolicy): string {
  if (facts.isMetered)
    return Dec.of(policy.per_economy_m3).times(Dec.of(facts.economies)).toString()
  const outlets = facts.outlets ?? facts.economies * policy.outlets_per_economy
  return Dec.of(policy.per_outlet_m3).times(Dec.of(outlets)).toString()
}
