import { placeIn, readVersion, versionLabel } from '#core/configuration/index'
import type { CivilDate } from '#core/calendar/index'
import type { Tx } from '#core/database/index'

/** Which policy a negotiation went by, and why that one. */
export interface AppliedPolicy {
  readonly title: string
  readonly label: string
  readonly from: CivilDate | null
  readonly path: string
  readonly why: string
}

export async function appliedPolicy(
  tx: Tx,
  municipalityId: bigint,
  versionId: bigint | null
): Promise<AppliedPolicy | null> {
  if (versionId === null) return null
  const version = await readVersion(tx, versionId, municipalityId)
  return {
    ...{ title: version.title, label: versionLabel(version), from: version.from },
    path: `/configuration/versions/${version.id}`,
    why:
      placeIn(version.key) === null
        ? 'É a do município: nenhuma própria do lugar do imóvel estava em vigor no dia.'
        : 'É própria do lugar do imóvel e estava em vigor no dia.',
  }
}
