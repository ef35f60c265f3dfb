import type { CivilDate } from '#core/calendar/index'
import { inForceWithin, parameterWithin } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import { POLICY } from '../configuration/parameters.ts'
import type { Policy } from '../domain/policy.ts'

/** The policy in force on a day, and the version that says it. */
export async function policyOn(
  tx: Tx,
  municipalityId: bigint,
  date: CivilDate
): Promise<{ readonly policy: Policy; readonly versionId: bigint | null }> {
  const policy = await parameterWithin<Policy>(tx, { key: POLICY, municipalityId, date })
  const version = await inForceWithin(tx, { kind: 'parameter', key: POLICY, municipalityId }, date)
  return { policy, versionId: version?.id ?? null }
}
