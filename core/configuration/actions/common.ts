import vine from '@vinejs/vine'
import { type ActionSubject, type Actor, rowId } from '#core/actions/index'
import type { JsonObject, Tx } from '#core/database/index'
import { type Version, readVersion } from '../versions.ts'
import { versionLabel } from '../view/state_text.ts'

export const onlyVersion = vine.create({ version_id: rowId() })

/** What an action on a version gives back: the version as it then is. */
export interface VersionOutcome {
  readonly version: Version
  /** What an approval replaced, for the trail. */
  readonly change?: JsonObject
}

export const outcomeOf = async (
  tx: Tx,
  id: bigint,
  municipalityId: bigint
): Promise<VersionOutcome> => ({ version: await readVersion(tx, id, municipalityId) })

export const versionSubject = (_: unknown, { version }: VersionOutcome): ActionSubject => ({
  type: 'configuration.version',
  id: version.id,
})

/** `Tarifa social, versão 3 do prestador`. */
export const versionName = (version: Version) => `${version.title}, ${versionLabel(version)}`

/** Whose permission a person uses, when it was lent to them. */
export const lenderOf = (actor: Actor, permission: string): bigint | null =>
  actor.lent?.get(permission)?.userId ?? null

/** What the audit entry keeps of the version. */
export const versionTrail = (_: unknown, { version }: VersionOutcome): JsonObject => ({
  item: `${version.kind}/${version.key}`,
  number: version.number,
  owner: version.owner,
  content_hash: version.contentHash,
  from: version.from,
  until: version.until,
  legal_basis: version.legalBasis,
  hash: version.hash,
  ...(version.isEmergency ? { emergency: true, ratify_until: version.ratifyUntil } : {}),
  ...(version.isCorrection ? { correction: true } : {}),
  ...(version.closedPeriods ? { closed_periods: version.closedPeriods } : {}),
  ...(version.act ? { act: version.act, stops_from: version.stopsFrom } : {}),
})
