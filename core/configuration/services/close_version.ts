import { type Tx, query } from '#core/database/index'
import { sealVersion } from '../seal_version.ts'
import { requireAuthor, requireOtherPerson, requireStatus } from '../version_guards.ts'
import { lockVersion } from '../versions.ts'
import type { DecideInput } from './approve_version.ts'

/** Another person refuses a version in review, saying why. */
export async function rejectVersion(tx: Tx, input: DecideInput): Promise<void> {
  const version = await lockVersion(tx, input.versionId, input.municipalityId)
  requireStatus(version, 'in_review')
  requireOtherPerson(version, input.userId, input.forId)
  await query(
    tx,
    `update configuration_versions
        set status = 'rejected', approver_id = ?, decided_at = ?, decision_note = ?, updated_at = ? where id = ?`,
    [input.userId, input.now, input.note ?? null, input.now, version.id]
  )
  await sealVersion(tx, version.id)
}

/** The author gives up a draft or a version in review. */
export async function withdrawVersion(tx: Tx, input: DecideInput): Promise<void> {
  const version = await lockVersion(tx, input.versionId, input.municipalityId)
  requireStatus(version, 'draft', 'in_review')
  requireAuthor(version, input.userId)
  await query(
    tx,
    `update configuration_versions
        set status = 'withdrawn', decided_at = ?, decision_note = ?, updated_at = ? where id = ?`,
    [input.now, input.note ?? null, input.now, version.id]
  )
  await sealVersion(tx, version.id)
}
