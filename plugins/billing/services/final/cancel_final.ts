import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import type { RefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { closeDocument, takeInterestBack, withdrawOrigins } from '#plugins/receivables/api'
import type { ReversedBatch } from '../../domain/reversed_batch.ts'
import { errors } from '../../errors.ts'
import { FINAL_ORIGIN } from './final_account.ts'

export interface CancelledFinal {
  readonly id: bigint
  readonly premise_id: bigint
  readonly number: string
  readonly returnedCents: bigint
}

interface Row {
  readonly id: bigint
  readonly premise_id: bigint
  readonly number: string
  readonly document_id: bigint
  readonly reference: RefMonth
  readonly future_cents: bigint
  readonly state: 'open' | 'paid' | 'cancelled'
}

/**
 * Takes a final account back while nothing was paid of what it brought forward: that waits for its months again, and the document
 * is no longer offered; the invoices stay as they are. @throws E_BILLING_FINAL_UNKNOWN, E_BILLING_FINAL_CLOSED
 */
export async function cancelFinalAccount(
  context: Pick<ActionContext, 'tx' | 'municipalityId' | 'actor' | 'participate'>,
  id: bigint
): Promise<CancelledFinal> {
  const { tx, municipalityId, actor, participate } = context
  const [row] = await query<Row>(
    tx,
    'select * from billing_final_accounts where municipality_id = ? and id = ? for update',
    [municipalityId, id]
  )
  if (!row) throw errors.E_BILLING_FINAL_UNKNOWN({ id })
  const { number, premise_id: premiseId, reference } = row
  if (row.state !== 'open') throw errors.E_BILLING_FINAL_CLOSED({ number })
  const on = await todayIn(tx, municipalityId)
  const withdrawn = await withdrawOrigins(tx, {
    ...{ municipalityId, originType: FINAL_ORIGIN, originIds: [id], on },
    ...{ state: 'cancelled', forgivesDelay: false },
  })
  if (withdrawn.paid.length > 0) throw errors.E_BILLING_FINAL_CLOSED({ number })
  await takeInterestBack(tx, municipalityId, { type: FINAL_ORIGIN, id })
  await closeDocument(tx, { municipalityId, id: row.document_id })
  await query(
    tx,
    `update billing_final_accounts set state = 'cancelled', cancelled_by = ? where id = ?`,
    [actor.name, id]
  )
  await participate<ReversedBatch>('billing.reversed', {
    ...{ correctionId: null, kind: 'cancel', sourceType: FINAL_ORIGIN, reference, postedOn: on },
    ...{ invoices: [{ invoiceId: id, premiseId, successorId: null }], credits: [] },
    ...{ forgiven: withdrawn.forgiven, late: withdrawn.late },
  })
  return { id, number, premise_id: premiseId, returnedCents: row.future_cents }
}
