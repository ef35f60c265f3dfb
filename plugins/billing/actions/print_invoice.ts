import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { noteReprint } from '#core/documents/index'
import { findInvoice, invoicesOfSet } from '../services/invoices/invoice_rows.ts'
import { type PrintedInvoice, printInvoices } from '../services/printing/issue_invoices.ts'

const input = vine.create({ id: rowId(), document: rowId().optional() })

interface Output extends PrintedInvoice {
  readonly number: string
}

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
    const invoice = await findInvoice(tx, municipalityId, BigInt(id))
    const sets = await invoicesOfSet(tx, invoice)
    const wanted = [{ invoice, documentId: document ? BigInt(document) : invoice.document_id }]
    const [printed] = await printInvoices(tx, { sets, wanted, actor, at })
    const { isAgain, id: issuedId } = printed!
    if (isAgain) await noteReprint(tx, { municipalityId, issuedId, reason: null, at, actor })
    return { ...printed!, number: invoice.number }
  },
  describe: (_, { number, isAgain }) =>
    `Fatura ${number} ${isAgain ? 'impressa de novo' : 'impressa pela primeira vez'}`,
  trail: (_, { id }) => ({ issued: String(id) }),
}
