import type { ReplayedResult } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import { type ReadingReplay, replayReadings } from '#plugins/readings/api'
import { issuedItemsOf } from '#plugins/receivables/api'
import { estimateCreditsOf } from '../run/estimate_credits.ts'
import { ORIGIN } from '../run/invoice_batch.ts'
import { type InvoiceRow, chargesOfAll, invoicesOfRun, originOf } from '../invoices/invoice_rows.ts'
import { withheldOf } from '../invoices/withheld_rows.ts'
import type { InvoiceChunk } from './month_chunks.ts'
import { waitedAgain } from './price_again.ts'
import { recomputeInvoices } from './recompute_invoice.ts'
import { type ComputedAgain, type StoredLines, stepsOf } from './replay_invoice.ts'

const UNREAD: ReadingReplay = {
  ...{ isSame: true, areFactsIntact: true, differences: [] },
  computed: '',
}

/**
 * As `replayInvoice` for all invoices of some billing sets: the same steps, each kind of row read once.
 * @throws BusinessError E_BILLING_FACTS_MISSING
 */
export async function replayInvoices(
  tx: Tx,
  municipalityId: bigint,
  { runId, setKeys }: InvoiceChunk
): Promise<ReplayedResult[]> {
  const invoices = await invoicesOfRun(tx, runId, setKeys)
  const recomputed = await recomputeInvoices(tx, invoices)
  const readings = await replayReadings(
    tx,
    invoices.map((invoice) => invoice.load_item_id)
  )
  const charges = await chargesOfAll(
    tx,
    municipalityId,
    invoices.map(({ id }) => id)
  )
  const withheld = await withheldOf(tx, municipalityId, invoices)
  const granted = await estimateCreditsOf(
    tx,
    municipalityId,
    invoices.map(({ id }) => id)
  )
  const items = await issuedItemsOf(tx, municipalityId, {
    originType: ORIGIN,
    origins: invoices.map(originOf),
  })
  const waited = await waitedAgain(
    tx,
    municipalityId,
    [...recomputed.values()].map(({ composed }) => composed)
  )
  return invoices.map((invoice) =>
    replayedOf(
      invoice,
      {
        ...{ charges: charges.get(invoice.id) ?? [], items: items.get(invoice.id) ?? [] },
        withheld: withheld.get(invoice.id) ?? [],
        granted: granted.get(invoice.id) ?? [],
      },
      {
        recomputed: recomputed.get(invoice.id)!,
        reading: readings.get(invoice.load_item_id) ?? UNREAD,
        waited,
      }
    )
  )
}

function replayedOf(
  invoice: InvoiceRow,
  stored: StoredLines,
  again: ComputedAgain
): ReplayedResult {
  const steps = stepsOf(invoice, stored, again)
  const first = steps.find(({ isEqual }) => !isEqual)
  return {
    key: String(invoice.id),
    label: `Fatura ${invoice.number}`,
    link: `/billing/invoices/${invoice.id}`,
    computed: steps.map(({ computed }) => computed).join(' · '),
    difference: first
      ? { step: first.label, stored: first.stored, computed: first.computed }
      : null,
  }
}
