import { type Tx, query } from '#core/database/index'

/** A paper that is no longer offered; what it asked for stays as it is, under other papers. */
export async function closeDocument(
  tx: Tx,
  { municipalityId, id }: { readonly municipalityId: bigint; readonly id: bigint }
): Promise<void> {
  await query(
    tx,
    `update receivables_documents set state = 'cancelled' where municipality_id = ? and id = ? and state = 'live'`,
    [municipalityId, id]
  )
}
