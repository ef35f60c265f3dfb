import type { ActionContext } from '#core/actions/index'
import { todayIn } from '#core/access/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { enterReceipt } from '#plugins/receivables/api'
import type { TillWay } from '../../domain/till.ts'
import { errors } from '../../errors.ts'
import { issueTillReceipt } from './print_receipt.ts'
import { lockOwnSession, nextNumber, writeMove } from './session.ts'

export interface TillPayment {
  readonly documentId: bigint
  readonly way: TillWay
  /** Cash that the customer handed over; null: the exact amount. */
  readonly tenderedCents: bigint | null
  /** Of a cheque or a card: its number, the bank, the brand. */
  readonly note: string | null
}

export interface TillReceived {
  readonly id: bigint
  readonly number: string
  readonly amountCents: bigint
  readonly changeCents: bigint
  readonly authentication: string
  readonly paperId: bigint
}

interface Owed {
  readonly number: string
  readonly owed_cents: bigint
}

/**
 * Takes what a document asks for, in the till that the person has open: a receipt as any other, on its way to the bank until it is
 * deposited. Errors: E_PAYMENTS_TILL_NONE, E_PAYMENTS_TILL_NOTHING, E_PAYMENTS_TILL_TENDERED and those of `enterReceipt`.
 */
export async function receiveAtTill(
  context: ActionContext,
  payment: TillPayment
): Promise<TillReceived> {
  const { tx, municipalityId } = context
  const session = await lockOwnSession(context)
  const [document] = await query<Owed>(
    tx,
    `select d.number, d.late_cents + coalesce((
              select sum(i.open_cents - i.withheld_cents) from receivables_document_items di
                join receivables_items i on i.id = di.item_id where di.document_id = d.id and i.state = 'open'), 0)::bigint as owed_cents
       from receivables_documents d where d.municipality_id = ? and d.id = ? and d.state = 'live'`,
    [municipalityId, payment.documentId]
  )
  if (!document || document.owed_cents <= 0n) {
    throw errors.E_PAYMENTS_TILL_NOTHING({ id: payment.documentId })
  }
  const { number, owed_cents: amountCents } = document
  const tendered = payment.way === 'cash' ? payment.tenderedCents : null
  if (tendered !== null && tendered < amountCents) {
    throw errors.E_PAYMENTS_TILL_TENDERED({ amount: formatMoney(amountCents) })
  }
  const place = await nextNumber(context, session)
  const entered = await enterReceipt(context, {
    ...{ channel: 'cash', agentCode: session.agent_code },
    ...{ paidOn: await todayIn(tx, municipalityId), creditedOn: null, amountCents },
    ...{ proof: place.authentication, numbers: [number] },
  })
  const id = await writeMove(context, session, {
    ...{ ...place, kind: 'payment', way: payment.way, amountCents, tenderedCents: tendered },
    ...{ documentId: payment.documentId, receiptId: entered.receiptId, note: payment.note },
  })
  const changeCents = tendered === null ? 0n : tendered - amountCents
  const paperId = await issueTillReceipt(context, { id, session, payment, changeCents })
  return { id, number, amountCents, changeCents, authentication: place.authentication, paperId }
}
