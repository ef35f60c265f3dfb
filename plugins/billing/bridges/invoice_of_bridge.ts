import { type SqlValue, type Tx, query } from '#core/database/index'
import { type BridgeDocument, type BridgeScope, MOST_DOCUMENTS } from '#core/reports/index'

interface Named {
  readonly id: bigint
  readonly number: string
}

/** How an invoice stands under a remainder. */
export const invoiceOfBridge = ({ id, number }: Named): Pick<BridgeDocument, 'title' | 'path'> => ({
  title: `Fatura ${number}`,
  path: `/billing/invoices/${id}`,
})

/**
 * The invoices of a month whose two sides differ.
 * @param sides SQL of `id`, `number`, `"left"` and `"right"`, over the table expression `invoices`
 */
export async function unevenInvoices(
  tx: Tx,
  { municipalityId, billingGroupId, reference }: BridgeScope,
  sides: string
): Promise<BridgeDocument[]> {
  const bindings: SqlValue[] = [municipalityId, billingGroupId, reference, MOST_DOCUMENTS]
  const rows = await query<Named & Pick<BridgeDocument, 'left' | 'right'>>(
    tx,
    `with invoices as (
       select i.* from billing_invoices i join billing_runs r on r.id = i.run_id
        where r.municipality_id = ? and r.billing_group_id = ? and r.reference = ?),
     sides as (${sides})
     select id, number, "left", "right" from sides where "left" <> "right" order by id limit ?`,
    bindings
  )
  return rows.map(({ left, right, ...invoice }) => ({ ...invoiceOfBridge(invoice), left, right }))
}
