import { type CivilDate, formatDate, parts } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { municipalCalendar } from '#core/holidays/index'
import { markDebits } from '#plugins/billing/api'
import { documentsByIds } from '#plugins/receivables/api'
import { firstDebitDay } from '../domain/debit_day.ts'
import { errors } from '../errors.ts'
import { type Order, lockOrder, stateText } from './orders.ts'
import { debitRules } from './terms.ts'

/** The first bank day on which a debit sent today can be made. */
export async function firstDay(
  tx: Tx,
  municipalityId: bigint,
  today: CivilDate
): Promise<CivilDate> {
  const { year } = parts(today)
  const { minimumDays } = await debitRules(tx, municipalityId, today)
  const banks = await municipalCalendar(tx, {
    ...{ municipalityId, kind: 'bank', firstYear: year, lastYear: year + 1 },
  })
  return firstDebitDay(today, minimumDays, banks)
}

export interface Resending {
  readonly id: bigint
  readonly reasonCode: string
  readonly debitOn: CivilDate
  readonly today: CivilDate
}

/**
 * Puts one invoice that was not debited in the next remittance of its customer's agreement, once. Errors: E_DEBITS_UNKNOWN,
 * E_DEBITS_NOT_RETURNED, E_DEBITS_NOT_OPTED, E_DEBITS_PAID, E_DEBITS_TOO_SOON, E_DEBITS_REASON.
 */
export async function resend(
  tx: Tx,
  municipalityId: bigint,
  { id, reasonCode, debitOn, today }: Resending
): Promise<Order> {
  const order = await lockOrder(tx, municipalityId, id)
  if (!RESENDABLE.includes(order.state)) {
    throw errors.E_DEBITS_NOT_RETURNED({ id, state: stateText(order.state) })
  }
  await requireReason(tx, municipalityId, reasonCode)
  const documents = await documentsByIds(tx, municipalityId, [order.document_id])
  if (documents.get(order.document_id)?.state !== 'live') {
    throw errors.E_DEBITS_PAID({ number: order.number })
  }
  const enrolment = await enrolmentFor(tx, municipalityId, order)
  const first = await firstDay(tx, municipalityId, today)
  if (debitOn < first) {
    throw errors.E_DEBITS_TOO_SOON({ on: formatDate(debitOn), first: formatDate(first) })
  }
  await query(
    tx,
    `update debits_orders
        set state = 'waiting', debit_on = ?, enrolment_id = ?, agreement_id = ?, resend_reason = ?, note = null, is_resend = true
      where id = ?`,
    [debitOn, enrolment.id, enrolment.agreement_id, reasonCode, id]
  )
  await query(
    tx,
    `update debits_sendings set is_resent = true where order_id = ? and attempt = ? and kind = 'E' and movement = '0'`,
    [id, order.attempts]
  )
  const { invoice_id: invoiceId } = order
  await markDebits(tx, { municipalityId, invoiceIds: [invoiceId], isInDebit: true })
  return order
}

const RESENDABLE: readonly string[] = ['refused', 'missed', 'cancelled']

/** Of the same customer: a new holder's account does not pay the debts of the one before. */
async function enrolmentFor(tx: Tx, municipalityId: bigint, { id, premise_id: premiseId }: Order) {
  const [row] = await query<{ id: bigint; agreement_id: bigint }>(
    tx,
    `select e.id, e.agreement_id from debits_enrolments e
       join debits_orders o on o.id = ? and o.customer_id = e.holder_id
      where e.municipality_id = ? and e.premise_id = ? and e.state = 'active' for update of e`,
    [id, municipalityId, premiseId]
  )
  if (!row) throw errors.E_DEBITS_NOT_OPTED({ id })
  return row
}

async function requireReason(tx: Tx, municipalityId: bigint, code: string): Promise<void> {
  const found = await query(
    tx,
    `select 1 from payments_direct_debit_resend_reasons where municipality_id = ? and code = ? and is_active`,
    [municipalityId, code]
  )
  if (found.length === 0) throw errors.E_DEBITS_REASON({ code })
}
