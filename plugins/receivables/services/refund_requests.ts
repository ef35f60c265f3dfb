import { todayIn } from '#core/access/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { errors } from '../errors.ts'
import type { ChangeContext } from './change_receipts.ts'

/** The payment that the customer says to have made twice. */
export interface RefundClaim {
  readonly documentId: bigint
  readonly paidOn: CivilDate
  readonly amountCents: bigint
}

interface PaidRow {
  readonly id: bigint
  readonly class: string
  readonly paid_on: CivilDate
  readonly agent_code: string
  readonly amount_cents: bigint
  readonly premise_id: bigint | null
  readonly credit_id: bigint | null
  readonly customer_id: bigint | null
  readonly credit_cents: bigint | null
}

export interface RefundRequest {
  readonly id: bigint
  readonly number: string
  readonly creditCents: bigint
}

/**
 * Checks a claim against the payments of the bill, whichever paper of it was paid: the second payment and its credit.
 * Errors: E_RECEIVABLES_DOCUMENT_UNKNOWN, E_RECEIVABLES_NOT_TWICE, E_RECEIVABLES_CLAIM_DIFFERS, E_RECEIVABLES_REFUND_ASKED.
 */
export async function requestRefund(
  { tx, municipalityId, actor, now, reason }: ChangeContext,
  claim: RefundClaim
): Promise<RefundRequest> {
  const { documentId, paidOn, amountCents } = claim
  const [document] = await query<{ number: string }>(
    tx,
    'select number from receivables_documents where municipality_id = ? and id = ?',
    [municipalityId, documentId]
  )
  if (!document) throw errors.E_RECEIVABLES_DOCUMENT_UNKNOWN({ id: documentId })
  const { number } = document
  const { first, second } = twice(await paymentsOf(tx, municipalityId, documentId), claim, number)
  const [asked] = await query(
    tx,
    `select id from receivables_refund_requests where credit_id = ? and state <> 'refused'`,
    [second.credit_id]
  )
  if (asked) throw errors.E_RECEIVABLES_REFUND_ASKED({ number })
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into receivables_refund_requests
       (municipality_id, document_id, premise_id, customer_id, paid_on, amount_cents, first_receipt_id, second_receipt_id,
        credit_id, credit_cents, state, requested_at, requested_by_id, requested_by, request)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'requested', ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, documentId, second.premise_id, second.customer_id, paidOn, amountCents],
      ...[first.id, second.id, second.credit_id, second.credit_cents, now],
      ...[actor.userId, actor.name, reason],
    ]
  )
  return { id: row!.id, number, creditCents: second.credit_cents! }
}

/** Payments of every paper that asks for the debts of one. */
const paymentsOf = (tx: Tx, municipalityId: bigint, documentId: bigint): Promise<PaidRow[]> =>
  query<PaidRow>(
    tx,
    `select r.id, r.class, r.paid_on, r.agent_code, r.amount_cents, r.premise_id, c.id as credit_id, c.customer_id,
            c.amount_cents as credit_cents
       from receivables_receipts r
       left join receivables_credits c on c.receipt_id = r.id and c.cause = 'duplicate' and c.withdrawn_on is null
      where r.municipality_id = ? and r.state = 'identified' and r.document_id in (
        select o.document_id from receivables_document_items own
          join receivables_document_items o on o.item_id = own.item_id where own.document_id = ?)
      order by r.id for share of r`,
    [municipalityId, documentId]
  )

function twice(payments: readonly PaidRow[], claim: RefundClaim, number: string) {
  const first = payments.find((one) => one.class !== 'duplicate')
  const seconds = payments.filter((one) => one.credit_id !== null)
  if (!first || seconds.length === 0) throw errors.E_RECEIVABLES_NOT_TWICE({ number })
  const isClaimed = (one: PaidRow) =>
    one.paid_on === claim.paidOn && one.amount_cents === claim.amountCents
  const second = seconds.find(isClaimed) ?? (isClaimed(first) ? seconds[0] : undefined)
  if (!second) {
    const found = payments.map(
      (one) => `${formatMoney(one.amount_cents)} em ${formatDate(one.paid_on)}`
    )
    throw errors.E_RECEIVABLES_CLAIM_DIFFERS({ number, found: found.join('; ') })
  }
  return { first, second }
}

interface RequestRow {
  readonly id: bigint
  readonly credit_id: bigint
  readonly credit_cents: bigint
  readonly number: string
  readonly state: string
  readonly requested_by_id: bigint | null
}

/**
 * Decides a request, which somebody else made: approved, the credit of the second payment may be used from today on.
 * Errors: E_RECEIVABLES_REQUEST_DECIDED, E_RECEIVABLES_SAME_PERSON, E_RECEIVABLES_CREDIT_GONE.
 */
export async function decideRefund(
  { tx, municipalityId, actor, now, reason }: ChangeContext,
  { id, isApproved }: { readonly id: bigint; readonly isApproved: boolean }
): Promise<RefundRequest> {
  const [request] = await query<RequestRow>(
    tx,
    `select q.id, q.credit_id, q.credit_cents, q.state, q.requested_by_id, d.number
       from receivables_refund_requests q join receivables_documents d on d.id = q.document_id
      where q.municipality_id = ? and q.id = ? for update of q`,
    [municipalityId, id]
  )
  if (request?.state !== 'requested') throw errors.E_RECEIVABLES_REQUEST_DECIDED({ id })
  if (request.requested_by_id === actor.userId) throw errors.E_RECEIVABLES_SAME_PERSON({ id })
  if (isApproved) {
    const today = await todayIn(tx, municipalityId)
    const released = await query(
      tx,
      `update receivables_credits set held_until = least(held_until, ?::date)
        where municipality_id = ? and id = ? and withdrawn_on is null returning id`,
      [today, municipalityId, request.credit_id]
    )
    if (released.length === 0) throw errors.E_RECEIVABLES_CREDIT_GONE({ id })
  }
  await query(
    tx,
    `update receivables_refund_requests set state = ?, decided_at = ?, decided_by = ?, decision = ? where id = ?`,
    [isApproved ? 'approved' : 'refused', now, actor.name, reason, id]
  )
  return { id, number: request.number, creditCents: request.credit_cents }
}
