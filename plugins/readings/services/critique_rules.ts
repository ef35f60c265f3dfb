import { type Pack, type PackSegment, loadPack } from '#core/configuration/index'
import type { CivilDate } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import type { RulesetContent } from '#core/rules/index'
import type { CritiqueRules, PremiseRules } from './decide_reading.ts'
import type { LoadRef } from './load_state.ts'
import { policyOf } from './policy.ts'

/** Rules and parameters of a load's cycle, from the pack fixed when it was generated. */
export async function critiqueRulesOf(
  tx: Tx,
  { packId, loadedOn }: Pick<LoadRef, 'packId' | 'loadedOn'>
): Promise<CritiqueRules> {
  return rulesIn(await loadPack(packId, tx), loadedOn)
}

/** The same from a pack in memory. Pure. */
export function rulesIn(pack: Pack, loadedOn: CivilDate): CritiqueRules {
  const segment: PackSegment = pack.at(loadedOn)
  return {
    policy: policyOf(segment),
    critique: premiseRules(segment, 'readings.critique'),
    treatment: premiseRules(segment, 'readings.anomaly_treatment'),
  }
}

const premiseRules = (segment: PackSegment, key: string): PremiseRules => ({
  compiled: segment.ruleset(key),
  added: Object.keys(segment.content<RulesetContent>('ruleset', key).subject ?? {}),
})
