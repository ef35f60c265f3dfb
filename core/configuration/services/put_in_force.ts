import { todayIn } from '#core/access/index'
import { type CivilDate, addDays } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { versionHash } from '../chain.ts'
import { advanceEpoch, lockHead } from '../epoch.ts'
import { requireEmergencyAdmitted } from '../emergencies.ts'
import { parameterWithin } from '../in_force.ts'
import { RATIFICATION_DAYS } from '../parameters.ts'
import { sealVersion } from '../seal_version.ts'
import {
  requireAuthor,
  requireGreen,
  requireKnownHere,
  requirePeriod,
  requireStatus,
} from '../version_guards.ts'
import { closedPeriods, periodText } from '../usage/closed_periods.ts'
import { type Version, lockVersion } from '../versions.ts'
import { microseconds } from './approve_version.ts'

export interface EmergencyInput {
  readonly versionId: bigint
  readonly municipalityId: bigint
  readonly authorId: bigint | null
  readonly authorForId?: bigint | null
  readonly until?: CivilDate | null
  readonly reason: string
  readonly legalBasis?: string | null
  readonly now: Date
}

interface Terms {
  readonly from: CivilDate
  readonly until: CivilDate | null
  readonly ratifyUntil: CivilDate
  readonly legalBasis: string | null
  readonly authorForId: bigint | null
}

/**
 * Puts one's own draft in force today, alone: checks must be green, and another person ratifies or refuses it within the
 * days of the parameter (DECISIONS 58).
 * @returns its hash.
 */
export async function putInForce(tx: Tx, input: EmergencyInput): Promise<string> {
  const previousHash = await lockHead(tx)
  const version = await lockVersion(tx, input.versionId, input.municipalityId)
  requireStatus(version, 'draft')
  requireAuthor(version, input.authorId)
  await requireEmergencyAdmitted(tx, version, input.municipalityId)
  requireGreen(version)
  const terms = await termsOf(tx, version, input)
  await requireKnownHere(tx, version, { ...terms, municipalityId: input.municipalityId })
  const reached = await closedNow(tx, version, input, terms.from)
  const hash = versionHash({
    ...version,
    ...terms,
    ...{
      previousHash,
      reason: input.reason,
      approverId: null,
      isEmergency: true,
      closedPeriods: reached,
    },
    decidedAt: microseconds(input.now),
  })
  await write(tx, version, { ...input, ...terms, previousHash, hash, reached })
  await advanceEpoch(tx, hash)
  return hash
}

/** An emergency starts today, even where a part of today is closed already; which part is kept with it. */
async function closedNow(
  tx: Tx,
  { kind, key }: Version,
  { municipalityId }: EmergencyInput,
  from: CivilDate
): Promise<string | null> {
  const periods = await closedPeriods(tx, { kind, key, municipalityId, from })
  return periods.length ? periods.map(periodText).join('; ') : null
}

async function termsOf(tx: Tx, version: Version, input: EmergencyInput): Promise<Terms> {
  const { municipalityId, now, until = null, legalBasis } = input
  const from = await todayIn(tx, municipalityId, now)
  requirePeriod(version, { from, until })
  const asked = { key: RATIFICATION_DAYS, municipalityId, date: from, knownAt: now }
  const days = await parameterWithin<number>(tx, asked)
  return {
    from,
    until,
    ratifyUntil: addDays(from, days),
    legalBasis: legalBasis?.trim() || null,
    authorForId: input.authorForId ?? version.authorForId,
  }
}

type Writing = Omit<EmergencyInput, 'until' | 'legalBasis' | 'authorForId'> &
  Terms & {
    readonly previousHash: string | null
    readonly hash: string
    /** Closed periods that today is in, in words. */
    readonly reached: string | null
  }

async function write(tx: Tx, { id }: Version, writing: Writing): Promise<void> {
  const { from, until, ratifyUntil, reason, legalBasis, authorForId, now, hash } = writing
  await query(
    tx,
    `update configuration_versions
        set status = 'approved', is_emergency = true, in_force_from = ?, in_force_until = ?, ratify_until = ?, reason = ?,
            legal_basis = ?, author_for_id = ?, submitted_at = ?, decided_at = ?, previous_hash = ?, hash = ?, updated_at = ?,
            closed_periods = ?
      where id = ?`,
    [
      ...[from, until, ratifyUntil, reason, legalBasis, authorForId, now, now],
      ...[writing.previousHash, hash, now, writing.reached, id],
    ]
  )
  await sealVersion(tx, id)
}
