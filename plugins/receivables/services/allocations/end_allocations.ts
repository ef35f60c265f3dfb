import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

interface Ended {
  readonly municipalityId: bigint
  readonly receiptIds: readonly bigint[]
  readonly on: CivilDate
}

/** The sharing of payments that leave their documents ends with them, and its paper with it. */
export async function endAllocations(
  tx: Tx,
  { municipalityId, receiptIds, on }: Ended
): Promise<void> {
  await query(
    tx,
    `with ended as (
       update receivables_allocations set state = 'undone', ended_on = ?
        where municipality_id = ? and receipt_id = any(?::bigint[]) and state = 'standing' returning document_id)
     update receivables_documents d set state = 'cancelled' from ended
      where d.id = ended.document_id and d.state in ('live', 'covered')`,
    [on, municipalityId, receiptIds]
  )
}
