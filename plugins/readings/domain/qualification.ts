import type { Qualification } from './frozen_facts.ts'
import type { SituationPolicy } from './policy.ts'

export interface QualifiedPremise {
  /** Situation of the water connection; null when there is none. */
  readonly water: string | null
  readonly sewage: string | null
  readonly hasMeter: boolean
}

/**
 * What the reader does at a premise, by its registry situation: a meter is read where the policy says so for that
 * situation; without a meter, an active connection of water or sewage is billed without reading and others are not read.
 */
export function qualify(premise: QualifiedPremise, policy: SituationPolicy): Qualification {
  if (premise.hasMeter && premise.water !== null) return policy[premise.water] ?? 'not_read'
  return premise.water === 'active' || premise.sewage === 'active' ? 'unmetered' : 'not_read'
}
