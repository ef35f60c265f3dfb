import type { EnumOption } from '#core/records/index'
import { type Report, monthFilter } from '#core/reports/index'
import { groupFilter, holderColumn, premiseColumn } from '#plugins/registry/api'
import { OF_GROUP, STANDING, invoiceColumn } from './shared.ts'

const KINDS: readonly EnumOption[] = [
  { value: 'alternative', label: 'Endereço alternativo' },
  { value: 'secondary', label: 'Endereço secundário' },
]

/** Bills that go to another address than the unit's, as it stood when the month was loaded (TR-3.2.19.73). */
export const deliveredElsewhere: Report = {
  name: 'billing.delivered_elsewhere',
  title: 'Faturas enviadas a outro endereço',
  help: 'As faturas do mês que vão para o endereço alternativo ou secundário do imóvel, como ele era na carga do mês, com a taxa de entrega cobrada.',
  permission: 'billing.read',
  personal: 'registry.personal_data',
  section: 'Faturamento',
  filters: [
    monthFilter,
    groupFilter,
    { name: 'kind', label: 'Endereço', type: 'enum', options: KINDS },
    { name: 'city', label: 'Cidade ou estado', type: 'text' },
  ],
  columns: [
    { name: 'kind', label: 'Endereço', type: 'enum', options: KINDS },
    premiseColumn,
    holderColumn,
    { name: 'address', label: 'Do imóvel', type: 'text' },
    { name: 'delivery', label: 'De entrega', type: 'text', isPersonal: true },
    { name: 'zip_code', label: 'CEP', type: 'text' },
    invoiceColumn,
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'fee_cents', label: 'Taxa de entrega', type: 'money', isTotal: true },
    { name: 'issued_on', label: 'Emitida em', type: 'date' },
  ],
  sort: { column: 'premise_id', direction: 'asc' },
  groups: ['kind'],
  sql: `select rows.* from (
          select case p.delivery when 'secondary' then 'secondary' else 'alternative' end as kind, i.premise_id, p.holder_name as holder,
                 concat_ws(', ', p.street, p.number, p.complement, p.district) as address, l.facts::jsonb->>'delivery_address' as delivery,
                 a.zip_code, i.id as invoice_id, i.due_on,
                 (select coalesce(sum(c.amount_cents), 0)::bigint from billing_charges c
                   where c.municipality_id = i.municipality_id and c.invoice_id = i.id and c.charge_type = 'delivery_fee') as fee_cents,
                 i.issued_on
            from billing_invoices i
            join registry_premises p on p.id = i.premise_id
            join readings_load_items l on l.id = i.load_item_id
            left join registry_premise_addresses a on a.premise_id = p.id and a.kind = p.delivery
           where i.municipality_id = :municipality and i.reference = :reference and ${STANDING} and ${OF_GROUP}
             and l.facts::jsonb->>'delivery_address' is not null) rows
         where (:kind::text is null or rows.kind = :kind)
           and (:city::text is null or rows.delivery ilike '%' || :city || '%')`,
}
