import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import { PdfRenderer, renderHtml, templateInForce } from '#core/documents/index'
import { type Tx, query } from '#core/database/index'
import { invoiceDocument } from '../documents/invoice/type.ts'
import { invoiceDocuments } from './invoice_documents.ts'
import { type InvoiceRow, findInvoice, invoicesOfRun, invoicesOfSet } from './invoice_rows.ts'

const BATCH = 200

/** The HTML of some invoices of one run, with the template of the day of issue: a copy printed later looks the same. */
async function htmlOf(
  tx: Tx,
  sets: readonly InvoiceRow[],
  wanted: readonly { readonly invoice: InvoiceRow; readonly documentId: bigint }[]
): Promise<string[]> {
  const [first] = wanted
  if (!first) return []
  const { municipality_id: municipalityId, issued_on: on } = first.invoice
  const template = await templateInForce(tx, invoiceDocument, { municipalityId, on })
  const data = await invoiceDocuments(tx, sets, wanted)
  return data.map((one) => renderHtml(invoiceDocument, template, one))
}

/** One invoice as the customer sees it; `documentId` prints a second copy instead of the first document. */
export async function invoiceHtml(
  tx: Tx,
  municipalityId: bigint,
  {
    invoiceId,
    documentId,
  }: { readonly invoiceId: bigint; readonly documentId?: bigint | undefined }
): Promise<string> {
  const invoice = await findInvoice(tx, municipalityId, invoiceId)
  const sets = await invoicesOfSet(tx, invoice)
  const [html] = await htmlOf(tx, sets, [
    { invoice, documentId: documentId ?? invoice.document_id },
  ])
  return html!
}

export interface PrintedRun {
  readonly invoices: number
  readonly files: readonly string[]
}

/**
 * Prints every invoice of a run to PDF files in a folder, some hundreds in each, in order of delivery; or only the first
 * billing sets, `limit` of them. Running it again writes the same files.
 */
export async function renderInvoices(
  runId: bigint,
  folder: string,
  limit = Number.POSITIVE_INFINITY
): Promise<PrintedRun> {
  await mkdir(folder, { recursive: true })
  const renderer = new PdfRenderer()
  const files: string[] = []
  let printed = 0
  try {
    const batches = renderer.renderGroups(batchesOf(runId, limit), { timestamp: new Date(0) })
    for await (const { count, pdf } of batches) {
      const file = join(folder, `faturas-${String(files.length + 1).padStart(4, '0')}.pdf`)
      await writeFile(file, pdf)
      files.push(file)
      printed += count
    }
  } finally {
    await renderer.close()
  }
  return { invoices: printed, files }
}

async function* batchesOf(runId: bigint, limit: number): AsyncGenerator<string[]> {
  const all = await db.transaction((tx) =>
    query<{ set_key: bigint }>(
      tx,
      'select set_key from billing_invoices where run_id = ? group by set_key order by min(id)',
      [runId]
    )
  )
  const keys = all.slice(0, Math.min(limit, all.length))
  for (let at = 0; at < keys.length; at += BATCH) {
    const setKeys = keys.slice(at, at + BATCH).map((row) => row.set_key)
    yield await db.transaction(async (tx) => {
      const sets = await invoicesOfRun(tx, runId, setKeys)
      return htmlOf(
        tx,
        sets,
        sets.map((invoice) => ({ invoice, documentId: invoice.document_id }))
      )
    })
  }
}
