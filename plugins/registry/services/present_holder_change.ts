import type { PresentedField, PresentedRequest } from '#core/actions/index'
import { civilDate, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { format } from '#core/web/index'

interface Row {
  readonly registration_number: string
  readonly street: string
  readonly number: string | null
  readonly holder_name: string | null
  readonly customer: string | null
  readonly document: string | null
}

/** A request for another holder, as who decides on it reads it. */
export async function presentHolderChange({
  reader,
  municipalityId,
  input,
}: PresentedRequest): Promise<readonly PresentedField[]> {
  const {
    premise_id: premise,
    customer_id: customer,
    document_id: document,
    from_on: from,
    reading,
  } = input
  const [row] = await query<Row>(
    reader,
    `select p.registration_number, p.street, p.number, p.holder_name, c.name as customer, f.name as document
       from registry_premises p
       left join registry_customers c on c.municipality_id = p.municipality_id and c.id = ?::bigint
       left join registry_holder_documents d on d.premise_id = p.id and d.id = ?::bigint
       left join files_objects f on f.id = d.file_id
      where p.municipality_id = ? and p.id = ?::bigint`,
    [String(customer), document ? String(document) : null, municipalityId, String(premise)]
  )
  if (!row) return []
  const path = `/registry/premises/${String(premise)}`
  return [
    {
      label: 'Imóvel',
      value: `${format.registration(row.registration_number)} · ${row.street}, ${row.number ?? 's/n'}`,
      path,
    },
    { label: 'Titular de hoje', value: row.holder_name ?? 'sem titular' },
    {
      label: 'Novo titular',
      value: row.customer ?? '—',
      path: `/registry/customers/${String(customer)}`,
    },
    { label: 'Responde desde', value: formatDate(civilDate(String(from))) },
    ...(reading === undefined || reading === null
      ? []
      : [{ label: 'Leitura na véspera', value: `${String(reading)} m³` }]),
    row.document
      ? {
          label: 'Documento',
          value: row.document,
          path: `${path}/responsibles/documents/${String(document)}`,
        }
      : { label: 'Documento', value: 'nenhum' },
  ]
}
