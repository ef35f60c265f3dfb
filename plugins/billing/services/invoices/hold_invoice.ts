import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { type CivilDate, addDays } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { query } from '#core/database/index'
import { errors } from '../../errors.ts'
import { type HeldBatch, type HoldKind, placeHold } from './holds.ts'
import { type InvoiceRow, findInvoice } from './invoice_rows.ts'

/** @throws BusinessError E_BILLING_NOTHING_OPEN, E_BILLING_REASON_UNKNOWN */
export async function openInvoice(
  { tx, municipalityId }: ActionContext,
  { id, reason_code: code }: { readonly id: number | bigint; readonly reason_code: string }
): Promise<InvoiceRow> {
  const invoice = await findInvoice(tx, municipalityId, BigInt(id))
  await query(tx, 'select id from billing_invoices where id = ? for update', [invoice.id])
  const isOpen = ['open', 'partly_settled'].includes(invoice.settlement)
  if (!isOpen) throw errors.E_BILLING_NOTHING_OPEN({ number: invoice.number })
  const [reason] = await query(
    tx,
    'select id from billing_situation_reasons where municipality_id = ? and code = ? and is_active',
    [municipalityId, code]
  )
  if (!reason) throw errors.E_BILLING_REASON_UNKNOWN({ code })
  return invoice
}

interface Holding {
  readonly invoice: InvoiceRow
  readonly kind: HoldKind
  readonly untilOn: CivilDate | null
  readonly reasonCode: string
  readonly reason: string
}

/** Puts an open invoice on hold and tells who has asked something on its account. */
export async function holdInvoice(context: ActionContext, holding: Holding): Promise<void> {
  const { tx, municipalityId, actor, now, participate } = context
  const { invoice, ...how } = holding
  await placeHold(tx, {
    ...{ municipalityId, invoiceId: invoice.id, at: now, author: actor, ...how },
  })
  await participate<HeldBatch>('billing.held', { invoiceIds: [invoice.id], kind: how.kind })
}

interface Proven {
  readonly id: number | bigint
  readonly reason_code: string
  readonly reason: string
}

/** The payment of an open invoice was proven: the bank is waited for. Errors: those of `openInvoice`. */
export async function awaitBank(
  context: ActionContext,
  { reason, ...asked }: Proven
): Promise<{ readonly invoice: InvoiceRow; readonly untilOn: CivilDate }> {
  const { tx, municipalityId } = context
  const invoice = await openInvoice(context, asked)
  const today = await todayIn(tx, municipalityId)
  const days = await parameterWithin<number>(tx, {
    ...{ key: 'billing.proof_days', municipalityId, date: today },
  })
  const untilOn = addDays(today, days)
  const reasonCode = asked.reason_code
  await holdInvoice(context, { invoice, kind: 'bank_confirmation', untilOn, reasonCode, reason })
  return { invoice, untilOn }
}
