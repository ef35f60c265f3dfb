import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { sealVersion } from '../seal_version.ts'
import {
  requireAuthor,
  requireContinued,
  requireFreeStart,
  requireGreen,
  requireKnownHere,
  requirePeriod,
  requireStartAllowed,
  requireStatus,
} from '../version_guards.ts'
import { requireEvidence } from '../simulation/evidence.ts'
import { requireOpenPeriod } from '../usage/closed_periods.ts'
import { lockVersion } from '../versions.ts'

export interface SubmitInput {
  readonly versionId: bigint
  readonly municipalityId: bigint
  readonly authorId: bigint | null
  readonly authorForId?: bigint | null
  readonly from: CivilDate
  readonly until?: CivilDate | null
  readonly reason: string
  /** Law, article or resolution. */
  readonly legalBasis?: string | null
  /** Starts in a closed period on purpose; with its legal basis. */
  readonly isCorrection?: boolean
  /** Came by a signed bundle: what must be tried on past results here is tried before it is approved. */
  readonly isFromElsewhere?: boolean
  readonly now: Date
}

/** Sends a draft to another person: from here on content, dates, reason and legal basis never change. */
export async function submitVersion(tx: Tx, input: SubmitInput): Promise<void> {
  const { from, until = null, reason, legalBasis = null, now } = input
  const version = await lockVersion(tx, input.versionId, input.municipalityId)
  requireStatus(version, 'draft')
  requireAuthor(version, input.authorId)
  requirePeriod(version, { from, until })
  requireGreen(version)
  await requireKnownHere(tx, version, input)
  await requireContinued(tx, version)
  await requireStartAllowed(tx, version, input)
  await requireFreeStart(tx, version, from)
  const terms = {
    legalBasis: legalBasis?.trim() || null,
    isCorrection: input.isCorrection ?? false,
  }
  const closedPeriods = await requireOpenPeriod(tx, { ...version, ...terms }, input)
  if (!input.isFromElsewhere) await requireEvidence(tx, version, input.municipalityId)
  await query(
    tx,
    `update configuration_versions
        set status = 'in_review', in_force_from = ?, in_force_until = ?, reason = ?, legal_basis = ?,
            submitted_at = ?, updated_at = ?, author_for_id = coalesce(?, author_for_id), is_correction = ?,
            closed_periods = ?
      where id = ?`,
    [
      ...[from, until, reason, terms.legalBasis, now, now],
      ...[input.authorForId ?? null, closedPeriods !== null, closedPeriods, version.id],
    ]
  )
  await sealVersion(tx, version.id)
}
