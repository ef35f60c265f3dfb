import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { UnsettledBatch } from '../../domain/unsettled.ts'
import { errors } from '../../errors.ts'
import { type ChangeContext, writeChange } from '../change_receipts.ts'
import { undoReceipts } from '../undo_receipts.ts'

export interface UndoneAllocation {
  readonly number: string
  readonly amountCents: bigint
  readonly paidOn: CivilDate
  readonly undone: UnsettledBatch
}

/**
 * The payment waits to be identified again, and what it had paid is owed again. Errors: E_RECEIVABLES_ALLOCATION_UNDONE and those
 * of `undoReceipts`.
 */
export async function undoAllocation(ctx: ChangeContext, id: bigint): Promise<UndoneAllocation> {
  const { tx, municipalityId } = ctx
  const [allocation] = await query<{
    receipt_id: bigint
    document_id: bigint
    number: string
    amount_cents: bigint
    paid_on: CivilDate
  }>(
    tx,
    `select a.receipt_id, a.document_id, a.amount_cents, a.paid_on, d.number
       from receivables_allocations a join receivables_documents d on d.id = a.document_id
      where a.municipality_id = ? and a.id = ? and a.state = 'standing' for update of a`,
    [municipalityId, id]
  )
  if (!allocation) throw errors.E_RECEIVABLES_ALLOCATION_UNDONE({ id })
  const { receipt_id: receiptId, document_id: documentId, amount_cents: amountCents } = allocation
  const undone = await undoReceipts(tx, ctx, { receiptIds: [receiptId], becomes: 'unidentified' })
  await writeChange(ctx, {
    ...{ receiptId, kind: 'released', amountCents, reasonCode: null, postedOn: undone.postedOn },
    ...{ fromDocumentId: documentId, fromPremiseId: null, toDocumentId: null, toPremiseId: null },
  })
  return { number: allocation.number, amountCents, paidOn: allocation.paid_on, undone }
}
