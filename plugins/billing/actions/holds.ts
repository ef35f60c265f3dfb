import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { errors } from '../errors.ts'
import { HOLDS, wordsOf } from '../records/options.ts'
import { awaitBank, holdInvoice, openInvoice } from '../services/invoices/hold_invoice.ts'
import { releaseHolds } from '../services/invoices/holds.ts'
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

const proof = vine.create(reasoned)

/** Payment was proven and the bank will tell of it later (TR-3.2.7.13.2.7). */
export const awaitBankAction: Action<Infer<typeof proof>, Held> = {
  name: 'billing.await_bank',
  title: 'Marcar como paga, à espera do banco',
  permission: 'billing.await_bank',
  input: proof,
  labels: { id: 'Fatura', reason_code: 'Motivo' },
  ...shared('Fatura à espera de confirmação do banco'),
  run: (context, input) => awaitBank(context, { ...input, reason: context.reason! }),
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
    await holdInvoice(context, {
      ...{ invoice, kind: input.kind, untilOn: null, reasonCode: input.reason_code },
      reason: context.reason!,
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
