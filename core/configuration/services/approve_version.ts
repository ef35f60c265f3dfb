import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { versionHash } from '../chain.ts'
import { advanceEpoch, lockHead } from '../epoch.ts'
import { sealVersion } from '../seal_version.ts'
import {
  requireFreeStart,
  requireGreen,
  requireKnownHere,
  requireOtherPerson,
  requireStartAllowed,
  requireStatus,
} from '../version_guards.ts'
import { requireEvidence } from '../simulation/evidence.ts'
import { requireOpenPeriod } from '../usage/closed_periods.ts'
import { lockVersion } from '../versions.ts'

export interface DecideInput {
  readonly versionId: bigint
  readonly municipalityId: bigint
  /** Who decides. */
  readonly userId: bigint | null
  /** Who lent them the permission they use. */
  readonly forId?: bigint | null
  readonly note?: string | null
  readonly now: Date
}

/**
 * Approves a version written by another person, with green checks, and chains it to the approval before.
 * @returns its hash.
 */
export async function approveVersion(tx: Tx, input: DecideInput): Promise<string> {
  const { municipalityId, userId, forId = null, now, note = null } = input
  const previousHash = await lockHead(tx)
  const version = await lockVersion(tx, input.versionId, municipalityId)
  requireStatus(version, 'in_review')
  requireOtherPerson(version, userId, forId)
  requireGreen(version)
  const from = version.from as CivilDate
  await requireKnownHere(tx, version, { municipalityId, from })
  await requireStartAllowed(tx, version, { from, municipalityId, now })
  await requireFreeStart(tx, version, from)
  await requireOpenPeriod(tx, version, { municipalityId, from })
  await requireEvidence(tx, version, municipalityId)
  const hash = versionHash({
    ...version,
    from,
    approverId: userId,
    approverForId: forId,
    decidedAt: microseconds(now),
    previousHash,
  })
  await query(
    tx,
    `update configuration_versions
        set status = 'approved', approver_id = ?, approver_for_id = ?, decided_at = ?, decision_note = ?, previous_hash = ?, hash = ?,
            updated_at = ?
      where id = ?`,
    [userId, forId, now, note, previousHash, hash, now, version.id]
  )
  await sealVersion(tx, version.id)
  await advanceEpoch(tx, hash)
  return hash
}

/** An instant as the chain writes it; the database keeps microseconds. */
export const microseconds = (instant: Date): string => instant.toISOString().replace('Z', '000Z')
