import { todayIn } from '#core/access/index'
import type { ParticipantContext } from '#core/actions/index'
import { query } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import { type DebtOrigin, setMarksBySource } from '#plugins/receivables/api'
import { noticesListing } from './covered_notices.ts'
import { NOTICE_SOURCE } from './write_notices.ts'

interface Reopening {
  readonly origins: readonly DebtOrigin[]
  readonly participate: <P>(point: string, payload: P) => Promise<Issue[]>
}

/** Notices that a payment had ended are pending again when it is undone, unless their validity is over. */
export async function reopenNotices(
  { tx, municipalityId }: ParticipantContext,
  { origins, participate }: Reopening
): Promise<void> {
  const listing = await noticesListing(tx, municipalityId, { origins, state: 'paid' })
  const ids = listing.filter(({ openCents }) => openCents > 0n).map(({ id }) => id)
  if (!ids.length) return
  const on = await todayIn(tx, municipalityId)
  const rows = await query<{ id: bigint; kind: string; type: string; origin_id: bigint }>(
    tx,
    `with reopened as (
       update dunning_notices set state = 'pending', ended_on = null, ended_why = null
        where municipality_id = ? and id = any(?::bigint[]) and (valid_until is null or valid_until >= ?)
        returning id, kind)
     select r.id, r.kind, d.origin_type as type, d.origin_id from reopened r
       join dunning_notice_debts d on d.notice_id = r.id order by d.id`,
    [municipalityId, ids, on]
  )
  const marks = rows
    .filter(({ kind }) => kind !== 'letter')
    .map(({ id, type, origin_id: origin }) => ({ sourceId: id, origin: { type, id: origin } }))
  await setMarksBySource(
    tx,
    { municipalityId, participate },
    { kind: 'noticed', sourceType: NOTICE_SOURCE, marks, on }
  )
}
