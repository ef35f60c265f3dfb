import { todayIn } from '#core/access/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { ReceiptClass } from '../domain/advice.ts'
import { errors } from '../errors.ts'
import { settleReceipts } from './settle_receipts.ts'
import { type SettlementContext, takeTurn } from './settlement_context.ts'
import { receiptsByIds, tellSettled } from './tell_settled.ts'

/**
 * Gives unidentified money its document: settles with the original payment date and tells the participants.
 * Errors: E_RECEIVABLES_RECEIPT_UNKNOWN, E_RECEIVABLES_DOCUMENT_UNKNOWN.
 */
export async function identifyReceipt(
  tx: Tx,
  ctx: SettlementContext,
  { receiptId, documentId }: { readonly receiptId: bigint; readonly documentId: bigint }
): Promise<{ readonly class: ReceiptClass; readonly postedOn: CivilDate }> {
  const { municipalityId } = ctx
  await takeTurn(tx, municipalityId)
  const [receipt] = await query<{ amount_cents: bigint; paid_on: CivilDate }>(
    tx,
    `select amount_cents, paid_on from receivables_receipts
      where municipality_id = ? and id = ? and state = 'unidentified' for update`,
    [municipalityId, receiptId]
  )
  if (!receipt) throw errors.E_RECEIVABLES_RECEIPT_UNKNOWN({ id: receiptId })
  const [document] = await query(
    tx,
    'select id from receivables_documents where municipality_id = ? and id = ?',
    [municipalityId, documentId]
  )
  if (!document) throw errors.E_RECEIVABLES_DOCUMENT_UNKNOWN({ id: documentId })
  const postedOn = ctx.postedOn ?? (await todayIn(tx, municipalityId))
  const money = {
    id: receiptId,
    documentId,
    amountCents: receipt.amount_cents,
    paidOn: receipt.paid_on,
  }
  const settled = await settleReceipts(tx, { municipalityId, postedOn, receipts: [money] })
  const receipts = await receiptsByIds(tx, municipalityId, [receiptId])
  const told = { settled, receipts, madeIds: [], wasUnidentified: new Set([receiptId]) }
  await tellSettled({ ...ctx, postedOn }, told)
  return { class: settled.receipts[0]!.class, postedOn }
}
