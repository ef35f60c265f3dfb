import { query } from '#core/database/index'
import { type ChainedAct, type ChainReport, verifyChain } from '../chain.ts'
import { approvedVersions } from '../versions.ts'
import { type Reader, queryOne } from '../query.ts'

const ACTS = `
  select a.version_id as "versionId", v.hash as "versionHash", a.act, a.stops_from as "stopsFrom", a.user_id as "userId",
         a.user_for_id as "userForId", a.note,
         to_char(a.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "decidedAt",
         a.previous_hash as "previousHash", a.hash
    from configuration_acts a join configuration_versions v on v.id = a.version_id`

/** Recomputes the content hashes and the chain of every approved version of the installation. */
export async function verifyVersions(reader: Reader): Promise<ChainReport> {
  const epoch = await queryOne<{ head: string | null }>(
    reader,
    'select head from configuration_epoch'
  )
  const versions = await approvedVersions(reader)
  const acts = await query<ChainedAct>(reader, ACTS)
  return verifyChain(
    versions.map((version) => ({
      ...version,
      from: version.from!,
      decidedAt: version.decidedText!,
      hash: version.hash!,
    })),
    epoch?.head ?? null,
    acts
  )
}
