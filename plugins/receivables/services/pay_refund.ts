import { todayIn } from '#core/access/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import type { CreditRefunded } from '../domain/credit_refunded.ts'
import { errors } from '../errors.ts'
import type { ChangeContext } from './change_receipts.ts'
import { takeTurn } from './settlement_context.ts'

export interface RefundPayment {
  readonly requestId: bigint
  readonly how: 'cash' | 'transfer'
  /** Authentication of the till, or the number of the transfer. */
  readonly proof: string
  /** Of the credit, what is given back; the rest stays usable in invoices. Null: all of it. */
  readonly amountCents: bigint | null
  /** Agent through which the money goes out; null: a bank, by transfer. */
  readonly agentCode: string | null
}

export interface PaidRefund {
  readonly id: bigint
  readonly number: string
  readonly amountCents: bigint
  readonly paidOn: CivilDate
}

/**
 * Gives an approved refund back in money, wholly or in part: so much of the credit of the second payment is used up by it.
 * Errors: E_RECEIVABLES_REFUND_STATE, E_RECEIVABLES_REFUND_AMOUNT, E_RECEIVABLES_CREDIT_GONE.
 */
export async function payRefund(ctx: ChangeContext, payment: RefundPayment): Promise<PaidRefund> {
  const { tx, municipalityId, actor } = ctx
  const { requestId: id, how, proof, agentCode } = payment
  await takeTurn(tx, municipalityId)
  const [request] = await query<{ credit_id: bigint; credit_cents: bigint; number: string }>(
    tx,
    `select q.credit_id, q.credit_cents, d.number
       from receivables_refund_requests q join receivables_documents d on d.id = q.document_id
      where q.municipality_id = ? and q.id = ? and q.state = 'approved' for update of q`,
    [municipalityId, id]
  )
  if (!request) throw errors.E_RECEIVABLES_REFUND_STATE({ id })
  const paidOn = await todayIn(tx, municipalityId)
  const amountCents = payment.amountCents ?? request.credit_cents
  if (amountCents > request.credit_cents) {
    const [asked, most] = [formatMoney(amountCents), formatMoney(request.credit_cents)]
    throw errors.E_RECEIVABLES_REFUND_AMOUNT({ id, asked, most })
  }
  const [credit] = await query<{ cause: string }>(
    tx,
    `update receivables_credits set open_cents = open_cents - ?, refunded_cents = refunded_cents + ?
      where municipality_id = ? and id = ? and withdrawn_on is null and open_cents >= ? returning cause`,
    [amountCents, amountCents, municipalityId, request.credit_id, amountCents]
  )
  if (!credit) throw errors.E_RECEIVABLES_CREDIT_GONE({ id })
  await query(
    tx,
    `update receivables_refund_requests set state = 'paid', given_on = ?, given_how = ?, given_proof = ?, given_by = ?, given_cents = ?
      where id = ?`,
    [paidOn, how, proof, actor.name, amountCents, id]
  )
  await ctx.participate<CreditRefunded>('receivables.refunded', {
    ...{ requestId: id, creditId: request.credit_id, cause: credit.cause, amountCents, agentCode },
    ...{ isAtBank: how === 'transfer', postedOn: paidOn },
  })
  return { id, number: request.number, amountCents, paidOn }
}
