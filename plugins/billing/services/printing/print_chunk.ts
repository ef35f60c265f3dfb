import type { Actor } from '#core/actions/index'
import type { Tx } from '#core/database/index'
import { issuedDataOf, issuedKey } from '#core/documents/index'
import { invoiceDocument } from '../../documents/invoice/type.ts'
import type { InvoiceData } from '../../documents/invoice/types.ts'
import { type InvoiceRow, invoicesWithSets, papersOf } from '../invoices/invoice_rows.ts'
import { type PrintedInvoice, onceOf, printInvoices } from './issue_invoices.ts'

export interface PrintingChunk {
  readonly runId: bigint
  readonly ids: readonly bigint[]
  readonly actor: Actor
  readonly at: Date
}

export interface PrintedChunk {
  readonly invoices: readonly InvoiceRow[]
  readonly papers: readonly PrintedInvoice[]
  readonly totalCents: bigint
  readonly fresh: number
}

/** The papers of some invoices as they were first issued: of nearly all one. */
export const firstPapers = (invoices: readonly InvoiceRow[]) =>
  invoices.flatMap((invoice) => papersOf(invoice).map((documentId) => ({ invoice, documentId })))

/** Some invoices of a run as papers, in the order given; those never printed before are issued now. */
export async function printChunk(
  tx: Tx,
  { runId, ids, actor, at }: PrintingChunk
): Promise<PrintedChunk> {
  const { wanted, sets } = await invoicesWithSets(tx, runId, ids)
  const papers = await printInvoices(tx, { sets, wanted: firstPapers(wanted), actor, at })
  return {
    ...{ invoices: wanted, papers },
    totalCents: wanted.reduce((sum, { total_cents: cents }) => sum + cents, 0n),
    fresh: papers.filter(({ isAgain }) => !isAgain).length,
  }
}

/** What the papers of some invoices were made from, in the order given; they have been issued. */
export async function printedData(
  tx: Tx,
  municipalityId: bigint,
  { runId, ids }: Pick<PrintingChunk, 'runId' | 'ids'>
): Promise<InvoiceData[]> {
  const { wanted } = await invoicesWithSets(tx, runId, ids)
  const ones = firstPapers(wanted).map(onceOf)
  const data = await issuedDataOf(tx, {
    ...{ municipalityId, template: invoiceDocument.name, wanted: ones },
  })
  return ones.map((one) => data.get(issuedKey(one)) as unknown as InvoiceData)
}
