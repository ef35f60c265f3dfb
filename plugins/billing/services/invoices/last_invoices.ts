import { type SqlValue, type Tx, query } from '#core/database/index'

/** An invoice as the panels of pages list it. */
export interface InvoiceLine {
  readonly id: bigint
  readonly reference: string
  readonly due_on: string
  readonly total_cents: bigint
  readonly settlement: string
  readonly registration_number: string
}

const SHOWN = 4

/** The newest invoices that a condition on `i` (billing_invoices) keeps. */
export const lastInvoices = (
  tx: Tx,
  municipalityId: bigint,
  { sql, bindings }: { readonly sql: string; readonly bindings: readonly SqlValue[] }
): Promise<InvoiceLine[]> =>
  query<InvoiceLine>(
    tx,
    `select i.id, i.reference, i.due_on, i.total_cents, i.settlement, p.registration_number
       from billing_invoices i join registry_premises p on p.id = i.premise_id
      where i.municipality_id = ? and ${sql} order by i.reference desc, i.id desc limit ${SHOWN}`,
    [municipalityId, ...bindings]
  )
