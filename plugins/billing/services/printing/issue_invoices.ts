import type { Actor } from '#core/actions/index'
import {
  type OnceOf,
  type Standing,
  issueOnce,
  issuedData,
  issuedPage,
  renderHtml,
  templateInForce,
} from '#core/documents/index'
import type { Json, Tx } from '#core/database/index'
import { type PrintedDocument, lifeOfOrigin } from '#plugins/receivables/api'
import { copyData } from '../../documents/invoice/invoice_data.ts'
import { invoiceDocument } from '../../documents/invoice/type.ts'
import type { InvoiceData } from '../../documents/invoice/types.ts'
import { errors } from '../../errors.ts'
import { invoiceDocuments } from './invoice_documents.ts'
import { ORIGIN } from '../run/invoice_batch.ts'
import { type InvoiceRow, invoicesOfSet, papersOf } from '../invoices/invoice_rows.ts'

const TEMPLATE = invoiceDocument.name

/** An invoice and which of its documents: one of the first, or a second copy. */
export interface Wanted {
  readonly invoice: InvoiceRow
  readonly documentId: bigint
}

export type PrintedInvoice = Standing

export interface Printing {
  /** Every invoice of the billing sets of those wanted, all of one run. */
  readonly sets: readonly InvoiceRow[]
  readonly wanted: readonly Wanted[]
  readonly actor: Pick<Actor, 'userId' | 'name'>
  readonly at: Date
}

/*
 * An invoice is issued as paper when it is first printed, not in the run: a run writes what is owed, for everybody; most
 * papers are printed in files afterwards, some never. Until then the paper is a function of what the run stored.
 */

/** The name of one paper of an invoice, for ever. */
export const onceOf = ({ invoice, documentId }: Wanted): OnceOf => ({
  subject: { type: 'billing.invoices', id: invoice.id },
  key: String(documentId),
})

/** Invoices as customers get them, with the template of the day of issue; printed before, they come out as they were. */
export async function printInvoices(tx: Tx, printing: Printing): Promise<PrintedInvoice[]> {
  const { sets, wanted, actor, at } = printing
  const [first] = wanted
  if (!first) return []
  const { municipality_id: municipalityId, issued_on: on } = first.invoice
  const byKey = new Map(wanted.map((one) => [onceOf(one).key, one]))
  return issueOnce(tx, {
    ...{ municipalityId, template: TEMPLATE, on, at, actor },
    wanted: wanted.map(onceOf),
    async data(missing) {
      const asked = missing.map(({ key }) => byKey.get(key)!)
      return (await dataOf(tx, sets, asked)) as unknown as Json[]
    },
  })
}

/** One invoice on the screen: as it was printed, or as it would be. Nothing is issued. */
export async function showInvoice(tx: Tx, wanted: Wanted): Promise<string> {
  const { municipality_id: municipalityId, issued_on: on } = wanted.invoice
  const page = await issuedPage(tx, { municipalityId, template: TEMPLATE }, onceOf(wanted))
  if (page !== null) return page
  const template = await templateInForce(tx, invoiceDocument, { municipalityId, on })
  const [data] = await dataOf(tx, await invoicesOfSet(tx, wanted.invoice), [wanted])
  return renderHtml(invoiceDocument, template, data)
}

/** First documents are made from what the run stored; second copies from the first print, when there was one. */
async function dataOf(
  tx: Tx,
  sets: readonly InvoiceRow[],
  wanted: readonly Wanted[]
): Promise<InvoiceData[]> {
  const kept = new Map<Wanted, InvoiceData>()
  for (const one of wanted) {
    const copy = await copyOf(tx, one)
    if (copy) kept.set(one, copy)
  }
  const rest = wanted.filter((one) => !kept.has(one))
  const made = await invoiceDocuments(tx, sets, rest)
  return wanted.map((one) => kept.get(one) ?? made[rest.indexOf(one)]!)
}

async function copyOf(tx: Tx, { invoice, documentId }: Wanted): Promise<InvoiceData | null> {
  if (papersOf(invoice).includes(documentId)) return null
  const { municipality_id: municipalityId } = invoice
  const document = await documentOf(tx, { invoice, documentId })
  const firstId = document.isSevered ? invoice.severed_document_id : invoice.document_id
  const original = onceOf({ invoice, documentId: firstId! })
  const first = await issuedData(tx, { municipalityId, template: TEMPLATE }, original)
  return first === null ? null : copyData(first as unknown as InvoiceData, invoice, document)
}

/** A second copy of this invoice. @throws BusinessError E_BILLING_COPY_UNKNOWN */
async function documentOf(tx: Tx, { invoice, documentId }: Wanted): Promise<PrintedDocument> {
  const origin = { originType: ORIGIN, originId: invoice.id }
  const { documents } = await lifeOfOrigin(tx, invoice.municipality_id, origin)
  const document = documents.find(({ id }) => id === documentId)
  if (!document) throw errors.E_BILLING_COPY_UNKNOWN({ id: documentId, number: invoice.number })
  return document
}
