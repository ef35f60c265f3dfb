import { type Tx, query } from '#core/database/index'
import type { ComposedInvoice } from '../../domain/compose_types.ts'
import { EXEMPTED, labelOf } from '../../records/setting_options.ts'
import type { InvoiceRow } from '../invoices/invoice_rows.ts'

interface Exemption {
  readonly service: string
  readonly legal_basis: string | null
}

/** What the load froze that the premise does not pay, each with the law of its exemption; null when it pays all. */
export async function exemptText(
  tx: Tx,
  { municipality_id: municipalityId, premise_id: premiseId, load_id: loadId }: InvoiceRow,
  composed: ComposedInvoice | null
): Promise<string | null> {
  const services = composed?.month.billing?.exempt
  if (!services?.length) return null
  const rows = await query<Exemption>(
    tx,
    `select e.service, e.legal_basis from billing_exemptions e join readings_loads l on l.id = ?
      where e.municipality_id = ? and e.premise_id = ? and e.from_on <= l.loaded_on
        and coalesce(e.ended_on, e.until_on, l.loaded_on) >= l.loaded_on`,
    [loadId, municipalityId, premiseId]
  )
  const words = services.map((service) => {
    const law = rows.find((row) => row.service === service)?.legal_basis
    return `${labelOf(EXEMPTED, service)}${law ? ` (${law})` : ''}`
  })
  return `Isento de: ${words.join('; ')}.`
}
