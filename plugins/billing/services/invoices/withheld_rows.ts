import { type Tx, query } from '#core/database/index'
import type { InvoiceRow } from './invoice_rows.ts'

/** A tax that the payer of an invoice keeps, as it was issued. */
export interface WithheldRow {
  readonly invoice_id: bigint
  readonly tax: string
  readonly title: string
  readonly percent: string
  readonly base_cents: bigint
  readonly amount_cents: bigint
  readonly is_severed: boolean
  readonly version_id: bigint
}

/** The taxes kept of some invoices, by invoice and in their order; most have none. */
export async function withheldOf(
  tx: Tx,
  municipalityId: bigint,
  invoices: readonly InvoiceRow[]
): Promise<ReadonlyMap<bigint, WithheldRow[]>> {
  const some = invoices.filter(({ withheld_cents: cents }) => cents > 0n)
  if (some.length === 0) return new Map()
  const rows = await query<WithheldRow>(
    tx,
    `select invoice_id, tax, title, trim_scale(percent)::text as percent, base_cents, amount_cents, is_severed, version_id
       from billing_withholdings where municipality_id = ? and invoice_id = any(?::bigint[]) order by invoice_id, number`,
    [municipalityId, some.map(({ id }) => id)]
  )
  return Map.groupBy(rows, (row) => row.invoice_id)
}
