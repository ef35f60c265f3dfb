import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, type ActionContext, rowId } from '#core/actions/index'
import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'
import { HOLDS, wordsOf } from '../records/options.ts'
import {
  type HeldBatch,
  type HoldKind,
  placeHold,
  releaseHolds,
} from '../services/invoices/holds.ts'
import { type InvoiceRow, findInvoice } from '../services/invoices/invoice_rows.ts'

interface Held {
  readonly invoice: InvoiceRow
  readonly untilOn: CivilDate | null
}

/** What all of them have in common: about an invoice, with a reason, leaving a closed service order at the premise. */
const shared = (task: string) =>
  ({
    reason: 'required',
    subject: ({ id }: { readonly id: number }) => ({ type: 'billing.invoices', id: BigInt(id) }),
    serviceRecord: {
      ...{ task, group: 'Faturamento' },
      unit: (_: unknown, { invoice }: Held) => ({
        ...{ type: 'registry.premises', id: invoice.premise_id },
      }),
    },
  }) as const

const reasoned = { id: rowId(), reason_code: vine.string().trim().minLength(1).maxLength(40) }

/** @throws BusinessError E_BILLING_NOTHING_OPEN, E_BILLING_REASON_UNKNOWN */
async function openInvoice(
  { tx, municipalityId }: ActionContext,
  { id, reason_code: code }: { readonly id: number; readonly reason_code: string }
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

const place = async (
  { tx, municipalityId, actor, now, reason, participate }: ActionContext,
  given: {
    readonly invoice: InvoiceRow
    readonly kind: HoldKind
    readonly untilOn: CivilDate | null
    readonly reasonCode: string
  }
) => {
  const { invoice, kind } = given
  await placeHold(tx, {
    ...{ municipalityId, invoiceId: invoice.id, kind, at: now },
    ...{ untilOn: given.untilOn, reasonCode: given.reasonCode, reason: reason!, author: actor },
  })
  await participate<HeldBatch>('billing.held', { invoiceIds: [invoice.id], kind })
}

const proof = vine.create(reasoned)

/** Payment was proven and the bank will tell of it later (TR-3.2.7.13.2.7). */
export const awaitBankAction: Action<Infer<typeof proof>, Held> = {
  name: 'billing.await_bank',
  title: 'Marcar como paga, à espera do banco',
  permission: 'billing.await_bank',
  input: proof,
  labels: { id: 'Fatura', reason_code: 'Motivo' },
  ...shared('Fatura à espera de confirmação do banco'),
  async run(context, input) {
    const { tx, municipalityId } = context
    const invoice = await openInvoice(context, input)
    const today = await todayIn(tx, municipalityId)
    const days = await parameterWithin<number>(tx, {
      ...{ key: 'billing.proof_days', municipalityId, date: today },
    })
    const untilOn = addDays(today, days)
    await place(context, {
      ...{ invoice, kind: 'bank_confirmation', untilOn, reasonCode: input.reason_code },
    })
    return { invoice, untilOn }
  },
  describe: (_, { invoice, untilOn }) =>
    `Fatura ${invoice.number} com pagamento comprovado, à espera do banco até ${formatDate(untilOn!)}`,
}

const process = vine.create({ ...reasoned, kind: vine.enum(['administrative', 'judicial']) })

/** Somebody decides about it first (TR-3.2.7.13.9). */
export const holdInvoiceAction: Action<Infer<typeof process>, Held> = {
  name: 'billing.hold_invoice',
  title: 'Pôr fatura em processo',
  permission: 'billing.hold',
  input: process,
  labels: { id: 'Fatura', kind: 'Processo', reason_code: 'Motivo' },
  ...shared('Fatura em processo'),
  async run(context, input) {
    const invoice = await openInvoice(context, input)
    await place(context, {
      ...{ invoice, kind: input.kind, untilOn: null, reasonCode: input.reason_code },
    })
    return { invoice, untilOn: null }
  },
  describe: ({ kind }, { invoice }) =>
    `Fatura ${invoice.number}: ${wordsOf(HOLDS, kind).toLowerCase()}`,
}

const release = vine.create({ id: rowId() })

/** Back among those to be paid. */
export const releaseInvoiceAction: Action<Infer<typeof release>, Held> = {
  name: 'billing.release_invoice',
  title: 'Voltar fatura a pendente',
  permission: 'billing.hold',
  input: release,
  labels: { id: 'Fatura' },
  ...shared('Fatura de volta a pendente'),
  async run({ tx, municipalityId, actor, now, reason }, { id }) {
    const invoice = await findInvoice(tx, municipalityId, BigInt(id))
    const released = await releaseHolds(tx, {
      ...{ municipalityId, invoiceIds: [invoice.id], by: actor.name, at: now, why: reason! },
    })
    if (released.length === 0) throw errors.E_BILLING_NOT_HELD({ number: invoice.number })
    return { invoice, untilOn: null }
  },
  describe: (_, { invoice }) =>
    `Fatura ${invoice.number} de volta a pendente: deixa de estar como “${wordsOf(HOLDS, invoice.hold ?? '')}”`,
}
