import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { markDebits } from '#plugins/billing/api'
import { lastCancelDay } from '../domain/debit_day.ts'
import { errors } from '../errors.ts'
import { ORDER_STATES } from '../records/options.ts'

export type OrderState =
  | 'waiting'
  | 'sent'
  | 'debited'
  | 'refused'
  | 'cancelling'
  | 'cancelled'
  | 'withdrawn'
  | 'missed'
  | 'paid'

export interface Order {
  readonly id: bigint
  readonly invoice_id: bigint
  readonly document_id: bigint
  readonly number: string
  readonly premise_id: bigint
  readonly enrolment_id: bigint
  readonly agreement_id: bigint
  readonly amount_cents: bigint
  readonly due_on: CivilDate
  readonly debit_on: CivilDate
  readonly state: OrderState
  readonly attempts: number
}

export const stateText = (state: OrderState): string =>
  ORDER_STATES.find(({ value }) => value === state)?.label ?? state

/** @throws BusinessError E_DEBITS_UNKNOWN */
export async function lockOrder(tx: Tx, municipalityId: bigint, id: bigint): Promise<Order> {
  const [order] = await query<Order>(
    tx,
    'select * from debits_orders where municipality_id = ? and id = ? for update',
    [municipalityId, id]
  )
  if (!order) throw errors.E_DEBITS_UNKNOWN({ what: 'débito', id })
  return order
}

/** The debits of some invoices, locked. */
export function ordersOfInvoices(
  tx: Tx,
  municipalityId: bigint,
  invoiceIds: readonly bigint[]
): Promise<Order[]> {
  return query<Order>(
    tx,
    `select * from debits_orders where municipality_id = ? and invoice_id = any(?::bigint[]) order by id for update`,
    [municipalityId, invoiceIds]
  )
}

/** Gives up the debits of an enrolment that were not sent. @returns how many */
export async function withdrawWaiting(
  tx: Tx,
  municipalityId: bigint,
  { enrolmentId, note }: { readonly enrolmentId: bigint; readonly note: string }
): Promise<number> {
  const waiting = await query<{ id: bigint }>(
    tx,
    `select id from debits_orders
      where municipality_id = ? and enrolment_id = ? and state = 'waiting' order by id for update`,
    [municipalityId, enrolmentId]
  )
  const ids = waiting.map(({ id }) => id)
  await giveUp(tx, municipalityId, { ids, state: 'withdrawn', note })
  return ids.length
}

/** Debits that will not be made: their invoices are paid with their codes again. */
export async function giveUp(
  tx: Tx,
  municipalityId: bigint,
  given: {
    readonly ids: readonly bigint[]
    readonly state: 'withdrawn' | 'missed' | 'cancelled' | 'paid'
    readonly note: string
  }
): Promise<void> {
  if (given.ids.length === 0) return
  const invoices = await query<{ invoice_id: bigint }>(
    tx,
    `update debits_orders set state = ?, note = ?
      where municipality_id = ? and id = any(?::bigint[]) returning invoice_id`,
    [given.state, given.note, municipalityId, given.ids]
  )
  const invoiceIds = invoices.map(({ invoice_id: id }) => id)
  await markDebits(tx, { municipalityId, invoiceIds, isInDebit: false })
}

export interface Cancelling {
  readonly today: CivilDate
  readonly cancelDays: number
  readonly note: string
}

/**
 * Cancels the debit of an invoice: one that was not sent is given up, one that was is cancelled by the next remittance. Errors:
 * E_DEBITS_TOO_LATE, E_DEBITS_NOT_CANCELLABLE.
 * @returns what happens, in Portuguese
 */
export async function cancelOrder(
  tx: Tx,
  municipalityId: bigint,
  { order, how }: { readonly order: Order; readonly how: Cancelling }
): Promise<string> {
  const { id, number, debit_on: on, state } = order
  if (state === 'waiting') {
    await giveUp(tx, municipalityId, { ids: [id], state: 'withdrawn', note: how.note })
    return `A fatura ${number} não vai mais a débito em conta.`
  }
  if (state !== 'sent') throw errors.E_DEBITS_NOT_CANCELLABLE({ id, state: stateText(state) })
  const until = lastCancelDay(on, how.cancelDays)
  if (how.today > until) throw tooLate(order, until)
  await query(
    tx,
    `update debits_orders set state = 'cancelling', cancel_sent_on = null, note = ? where id = ?`,
    [how.note, id]
  )
  return `O cancelamento do débito da fatura ${number} vai ao banco na próxima remessa.`
}

const tooLate = ({ number, debit_on: on }: Order, until: CivilDate) =>
  errors.E_DEBITS_TOO_LATE({ number, on: formatDate(on), until: formatDate(until) })
