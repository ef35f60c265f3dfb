import type { EnumOption } from '#core/records/index'
import { type Report, monthFilter } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import { invoiceColumn } from './shared.ts'

const KINDS: readonly EnumOption[] = [
  { value: 'leak', label: 'Desconto por vazamento' },
  { value: 'rectification', label: 'Correção para menos' },
  { value: 'cancellation', label: 'Cancelamento' },
]

const LESS = (service: string) => `coalesce((select sum(c.amount_cents) from billing_charges c
   where c.municipality_id = i.municipality_id and c.invoice_id = i.id and c.service = '${service}'), 0)
  - coalesce((select sum(c.amount_cents) from billing_charges c
   where c.municipality_id = i.municipality_id and c.invoice_id = n.id and c.service = '${service}'), 0)`

const WITHIN = (day: string) =>
  `${day} >= (:reference || '-01')::date and ${day} < (:reference || '-01')::date + interval '1 month'`

/**
 * What was taken off bills in a month, whatever month they are of: a discount after a month was closed is of the month in which it was
 * granted (TR-3.2.19.64).
 */
export const abatements: Report = {
  name: 'billing.abatements',
  title: 'Abatimentos por fechamento',
  help: 'Os descontos, correções para menos e cancelamentos de cada mês, com quem os fez. O que se concede depois de um mês fechado é do mês em que foi concedido.',
  permission: 'billing.read',
  section: 'Faturamento',
  filters: [
    monthFilter,
    { name: 'kind', label: 'Tipo', type: 'enum', options: KINDS },
    { name: 'author', label: 'Usuário', type: 'text' },
  ],
  columns: [
    { name: 'kind', label: 'Tipo', type: 'enum', options: KINDS },
    { name: 'granted_on', label: 'Data', type: 'date' },
    premiseColumn,
    invoiceColumn,
    { name: 'quantity', label: 'Quantidade', type: 'integer', isTotal: true },
    { name: 'water_cents', label: 'Água', type: 'money', isTotal: true },
    { name: 'sewage_cents', label: 'Esgoto', type: 'money', isTotal: true },
    { name: 'other_cents', label: 'Serviços', type: 'money', isTotal: true },
    { name: 'amount_cents', label: 'Valor', type: 'money', isTotal: true },
    { name: 'author', label: 'Usuário', type: 'text' },
    { name: 'authorised_by', label: 'Autorizado por', type: 'text' },
  ],
  sort: { column: 'granted_on', direction: 'asc' },
  groups: ['kind', 'author'],
  chart: { title: 'Valor por tipo', category: 'kind', value: 'amount_cents' },
  sql: `with rows as (
          select case c.kind when 'leak' then 'leak' when 'cancel' then 'cancellation' else 'rectification' end as kind,
                 c.corrected_on as granted_on, i.premise_id, i.id as invoice_id, 1 as quantity, (${LESS('water')})::bigint as water_cents,
                 (${LESS('sewage')})::bigint as sewage_cents, (${LESS('other')})::bigint as other_cents, c.author_name as author,
                 e.payload::jsonb #>> '{authority,name}' as authorised_by
            from billing_corrections c
            join billing_invoices i on i.ended_by_id = c.id
            left join billing_invoices n on n.correction_id = c.id and n.replaces_id = i.id
            left join lateral (
              select e.payload from audit_entries e
               where e.municipality_id = c.municipality_id and e.subject_type = 'billing.invoices' and e.subject_id = c.invoice_id
                 and e.at = c.corrected_at order by e.id limit 1) e on true
           where c.municipality_id = :municipality and ${WITHIN('c.corrected_on')} and (:author::text is null or c.author_name = :author))
        select rows.*, water_cents + sewage_cents + other_cents as amount_cents from rows
         where water_cents + sewage_cents + other_cents > 0 and (:kind::text is null or kind = :kind)`,
}
