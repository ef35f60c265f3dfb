import { type ChainReport, verifyChain } from '../chain.ts'
import { approvedVersions } from '../versions.ts'
import { type Reader, queryOne } from '../query.ts'

/** Recomputes the content hashes and the chain of every approved version of the installation. */
export async function verifyVersions(reader: Reader): Promise<ChainReport> {
  const epoch = await queryOne<{ head: string | null }>(
    reader,
    'select head from configuration_epoch'
  )
  const versions = await approvedVersions(reader)
  return verifyChain(
    versions.map((version) => ({
      ...version,
      from: version.from!,
      decidedAt: version.decidedText!,
      hash: version.hash!,
    })),
    epoch?.head ?? null
  )
}
