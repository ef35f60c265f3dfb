import { type CivilDate, clock, dateOf, parts } from '#core/calendar/index'
import { type Pack, type PackSegment, resolvePack } from '#core/configuration/index'
import { type Tx, canonicalJson } from '#core/database/index'
import { correctionEffectsDecision } from '../../decisions/correction_effects.ts'

/** What decides a correction on its day. */
export interface CorrectionRules {
  readonly pack: Pack
  readonly on: PackSegment
}

/** The configuration of the year of a correction: those of one year share a pack. */
export async function correctionRules(
  tx: Tx,
  municipalityId: bigint,
  correctedOn: CivilDate
): Promise<CorrectionRules> {
  const { year } = parts(correctedOn)
  const pack = await resolvePack(
    {
      ...{ municipalityId, from: dateOf(year, 1, 1), until: dateOf(year, 12, 31) },
      knownAt: clock.now(),
      decisions: [correctionEffectsDecision.name],
      parameters: [
        'billing.correction_due_days',
        'billing.leak_max_water_percent',
        'billing.leak_max_sewage_percent',
        'billing.leak_rule',
        'billing.proof_days',
        'receivables.collection_profile',
        'receivables.valid_days',
      ],
      items: [],
    },
    tx
  )
  return { pack, on: pack.at(correctedOn) }
}

/** The answer of `billing.correction_effects`. */
export interface CorrectionEffects {
  readonly allowed: boolean
  readonly keeps_delay: boolean
  readonly message: string
}

/** Asks the rule. @returns its answer, with the facts and the answer as they are kept */
export function askEffects(
  { on }: CorrectionRules,
  facts: Readonly<Record<string, string | number | boolean>>
): { readonly effects: CorrectionEffects; readonly kept: string } {
  const { outcome } = on.ruleset(correctionEffectsDecision.name).evaluate(facts, on.lookups)
  const effects = outcome as unknown as CorrectionEffects
  return { effects, kept: canonicalJson({ facts, outcome: { ...effects } }) }
}
