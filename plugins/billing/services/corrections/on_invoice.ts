import { query } from '#core/database/index'
import type { PageContext } from '#core/records/index'

/** Forms of corrections begin with what the invoice says today. */
type Asked = Pick<PageContext, 'tx' | 'row'>

/** The reading that the invoice was made with, or that a correction put in its place; nothing where none was read. */
export async function readingOnInvoice({ tx, row }: Asked) {
  const [found] = await query<{ reading: number | null }>(
    tx,
    `select coalesce(r.corrected_reading, r.reading) as reading from billing_invoices i
       join readings_readings r on r.load_item_id = i.load_item_id where i.id = ?`,
    [row.id]
  )
  return { reading: String(found?.reading ?? '') }
}

/** m³ that the invoice charges of the premise itself, before the share of a condominium, as a form writes them. */
export async function volumeOnInvoice({ tx, row }: Asked) {
  const [found] = await query<{ volume: string }>(
    tx,
    'select trim_scale(billed_m3 - share_m3)::text as volume from billing_invoices where id = ?',
    [row.id]
  )
  return { billed_m3: (found?.volume ?? '').replace('.', ',') }
}
