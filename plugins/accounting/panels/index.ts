import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'
import { EVENT_TITLES } from '../records/options.ts'
import { historyText } from '../services/histories.ts'

interface PanelPosting {
  readonly id: bigint
  readonly posted_on: string
  readonly event: keyof typeof EVENT_TITLES
  readonly debit_account: string
  readonly credit_account: string
  readonly amount_cents: bigint
  readonly history: string | null
}

/** Rows that a card shows; the rest is in the list of postings. */
const SHOWN = 30

/** What was posted of a document, so that accountants go both ways. */
const postingsOf = (on: Panel['on'], name: Panel['name']): Panel => ({
  ...{ name, on, title: 'Lançamentos contábeis', permission: 'accounting.read', place: 80 },
  view: 'accounting::source_postings',
  async load({ tx, municipalityId, row }: PageContext) {
    const rows = await query<PanelPosting>(
      tx,
      `select p.id, p.posted_on, p.event, p.debit_account, p.credit_account, p.amount_cents, ${historyText('p')} as history
         from accounting_postings p where p.municipality_id = ? and p.source_type = ? and p.source_id = ?
        order by p.posted_on, p.id limit ${SHOWN}`,
      [municipalityId, on, row.id]
    )
    return rows.length
      ? { rows: rows.map((one) => ({ ...one, title: EVENT_TITLES[one.event] })) }
      : null
  },
})

/** Where the file that was handed over is opened. */
const exportFile: Panel = {
  ...{ name: 'accounting.export_file', on: 'accounting.exports', title: 'Arquivo' },
  ...{ permission: 'accounting.read', place: 10, view: 'accounting::export_file' },
  load: async ({ row }: PageContext) => ({ path: `/accounting/exports/${row.id}/file` }),
}

export default [
  exportFile,
  postingsOf('billing.invoices', 'accounting.invoice_postings'),
  postingsOf('receivables.receipts', 'accounting.receipt_postings'),
  postingsOf('accounting.entries', 'accounting.entry_postings'),
  postingsOf('accounting.provisions', 'accounting.provision_postings'),
] as readonly Panel[]
