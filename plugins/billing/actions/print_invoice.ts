import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { noteReprint } from '#core/documents/index'
import { printedInvoice } from '../services/printing/printed_invoice.ts'

const input = vine.create({ id: rowId(), document: rowId().optional() })

type Output = Awaited<ReturnType<typeof printedInvoice>>

/** Prints an invoice, or a second copy of it: the first time it is kept, afterwards it comes out as it was. */
export const printInvoiceAction: Action<Infer<typeof input>, Output> = {
  name: 'billing.print_invoice',
  title: 'Imprimir fatura',
  permission: 'billing.print',
  input,
  labels: { id: 'Fatura', document: 'Segunda via' },
  reason: 'none',
  subject: ({ id }) => ({ type: 'billing.invoices', id: BigInt(id) }),
  async run({ tx, municipalityId, actor, now: at }, { id, document }) {
    const printed = await printedInvoice(tx, {
      ...{ municipalityId, invoiceId: BigInt(id), actor, at },
      ...(document ? { documentId: BigInt(document) } : {}),
    })
    const { isAgain, id: issuedId } = printed
    if (isAgain) await noteReprint(tx, { municipalityId, issuedId, reason: null, at, actor })
    return printed
  },
  describe: (_, { number, isAgain }) =>
    `Fatura ${number} ${isAgain ? 'impressa de novo' : 'impressa pela primeira vez'}`,
  trail: (_, { id }) => ({ issued: String(id) }),
}
