import type { PageContext, Panel } from '#core/records/index'

const paper = (
  on: 'billing.customer_charges' | 'billing.grouped_invoices' | 'billing.final_accounts'
): Panel => ({
  name: `billing.paper_of_${on.slice('billing.'.length)}`,
  on,
  title: 'Documento',
  permission: 'billing.print',
  place: 10,
  view: 'billing::paper',
  load: async ({ row }: PageContext) => ({ documentId: row.document_id, number: row.number }),
})

/** The paper of what is asked for outside the run. */
export const papers: readonly Panel[] = [
  paper('billing.customer_charges'),
  paper('billing.grouped_invoices'),
  paper('billing.final_accounts'),
]
