import { type CivilDate, clock } from '#core/calendar/index'
import { type Pack, loadPack, resolvePack } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import { POLICY_KEY, POLICY_KIND } from '../../configuration/kinds.ts'
import { LETTERS } from '../../configuration/parameters.ts'
import type { Policy } from '../../domain/policy.ts'
import { NOTICE_CONFIGURATION } from '../notice_policy.ts'

/** What every chunk of a run of the policy shares. */
export interface PolicyRun {
  readonly municipalityId: bigint
  readonly on: CivilDate
  readonly pack: Pack
  /** Of the policy: the municipality's, or that of a place. */
  readonly key: string
  readonly policy: Policy
  readonly versionId: bigint
}

interface Asked {
  readonly municipalityId: bigint
  readonly on: CivilDate
  /** Of a run that began; the configuration of the day, when not said. */
  readonly packId?: bigint
}

/** The policy of a day with all that its steps are made by. */
export async function openRun(tx: Tx, { municipalityId, on, packId }: Asked): Promise<PolicyRun> {
  const { items, decisions, parameters } = NOTICE_CONFIGURATION
  const pack =
    packId === undefined
      ? await resolvePack(
          {
            ...{ municipalityId, from: on, until: on, knownAt: clock.now(), items, decisions },
            parameters: [...parameters, LETTERS],
          },
          tx
        )
      : await loadPack(packId, tx)
  return { municipalityId, on, pack, ...policyIn(pack, on, POLICY_KEY) }
}

/** The same run by the policy of another key, that of a place. */
export const runUnder = <R extends PolicyRun>(run: R, key: string): R => ({
  ...run,
  ...policyIn(run.pack, run.on, key),
})

function policyIn(pack: Pack, on: CivilDate, key: string) {
  const segment = pack.at(on)
  return {
    key,
    policy: segment.content<Policy>(POLICY_KIND, key),
    versionId: segment.version(POLICY_KIND, key).id,
  }
}
