import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

/** One visit to the address of a notice. */
export interface Visit {
  readonly noticeId: bigint
  readonly on: CivilDate
  readonly time: string | null
  /** Null: it was delivered. */
  readonly reason: string | null
  readonly note: string | null
  readonly deliverer: string | null
  readonly recipient: string | null
  readonly recipientDocument: string | null
  /** Latitude and longitude as decimals. */
  readonly position: readonly [string, string] | null
  readonly by: string
}

/** Writes down a visit; the notice itself is the caller's. */
export async function recordVisit(tx: Tx, municipalityId: bigint, visit: Visit): Promise<void> {
  await query(
    tx,
    `insert into dunning_deliveries (municipality_id, notice_id, premise_id, debtor_id, tried_on, tried_time, result, reason, note,
       deliverer, recipient, recipient_document, latitude, longitude, recorded_by)
     select municipality_id, id, premise_id, debtor_id, ?::date, ?, case when ?::text is null then 'delivered' else 'failed' end, ?, ?,
            ?, ?, ?, ?::numeric, ?::numeric, ?
       from dunning_notices where municipality_id = ? and id = ?`,
    [
      ...[visit.on, visit.time, visit.reason, visit.reason, visit.note],
      ...[visit.deliverer, visit.recipient, visit.recipientDocument],
      ...[visit.position?.[0] ?? null, visit.position?.[1] ?? null, visit.by],
      ...[municipalityId, visit.noticeId],
    ]
  )
}
