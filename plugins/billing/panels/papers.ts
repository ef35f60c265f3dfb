import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'

type Paper = 'customer_charges' | 'grouped_invoices' | 'final_accounts'

const paper = (of: Paper): Panel => ({
  name: `billing.paper_of_${of}`,
  on: `billing.${of}`,
  title: 'Documento',
  permission: 'billing.print',
  place: 10,
  view: 'billing::paper',
  async load({ tx, row }: PageContext) {
    const [issued] = await query<{ documentId: bigint; number: string }>(
      tx,
      `select document_id as "documentId", number from billing_${of} where id = ?`,
      [row.id]
    )
    return issued ? { ...issued, hasSimple: of === 'grouped_invoices' } : null
  },
})

const extractPaper: Panel = {
  name: 'billing.paper_of_extract',
  on: 'receivables.documents',
  title: 'Documento',
  permission: 'billing.print',
  place: 10,
  view: 'billing::paper',
  load: async ({ row }: PageContext) =>
    row.kind === 'extract' ? { documentId: row.id, number: row.number, hasSimple: false } : null,
}

/** The paper of what is asked for outside the run. */
export const papers: readonly Panel[] = [
  paper('customer_charges'),
  paper('grouped_invoices'),
  paper('final_accounts'),
  extractPaper,
]
