import type { Actor } from '#core/actions/index'
import type { Tx } from '#core/database/index'
import { findInvoice, invoicesOfSet } from '../invoices/invoice_rows.ts'
import { type PrintedInvoice, printInvoices } from './issue_invoices.ts'

interface Asked {
  readonly municipalityId: bigint
  readonly invoiceId: bigint
  /** A second copy; the invoice's own document when not said. */
  readonly documentId?: bigint
  readonly actor: Pick<Actor, 'userId' | 'name'>
  readonly at: Date
}

/** One invoice as the customer gets it: kept at the first print, afterwards as it was. Errors: E_BILLING_INVOICE_UNKNOWN. */
export async function printedInvoice(
  tx: Tx,
  { municipalityId, invoiceId, documentId, actor, at }: Asked
): Promise<PrintedInvoice & { readonly number: string }> {
  const invoice = await findInvoice(tx, municipalityId, invoiceId)
  const sets = await invoicesOfSet(tx, invoice)
  const wanted = [{ invoice, documentId: documentId ?? invoice.document_id }]
  const [printed] = await printInvoices(tx, { sets, wanted, actor, at })
  return { ...printed!, number: invoice.number }
}
