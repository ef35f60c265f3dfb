import type { Qualification } from './frozen_facts.ts'
import type { ReadingPolicy } from './policy.ts'

export interface QualifiedPremise {
  /** Situation of the water connection; null when there is none. */
  readonly water: string | null
  readonly sewage: string | null
  readonly hasMeter: boolean
  /** Days since the water was cut; null when it is not, or nobody asks. */
  readonly cutDays?: number | null
}

/**
 * What the reader does at a premise, by its registry situation: a meter is read where the policy says so for that
 * situation, some days after a cut if it is cut; without a meter, an active connection of water or sewage is billed without reading and others are not read.
 */
export function qualify(
  premise: QualifiedPremise,
  { situations, cutMinDays }: Pick<ReadingPolicy, 'situations' | 'cutMinDays'>
): Qualification {
  if (premise.hasMeter && premise.water !== null) {
    if ((premise.cutDays ?? cutMinDays) < cutMinDays) return 'not_read'
    return situations[premise.water] ?? 'not_read'
  }
  return premise.water === 'active' || premise.sewage === 'active' ? 'unmetered' : 'not_read'
}
