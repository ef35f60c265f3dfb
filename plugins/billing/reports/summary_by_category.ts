import { type Report, monthFilter } from '#core/reports/index'
import { groupFilter } from '#plugins/registry/api'
import { STANDING } from './shared.ts'

/** What was billed in a month, by category and service: the charges of the invoices that stand (TR-3.2.19.79). */
export const summaryByCategory: Report = {
  name: 'billing.summary_by_category',
  title: 'Resumo do faturamento por categoria',
  help: 'Quanto se faturou no mês em cada categoria: faturas, volume, água, esgoto e outros valores.',
  permission: 'billing.read',
  section: 'Faturamento',
  filters: [monthFilter, groupFilter],
  columns: [
    { name: 'billing_group', label: 'Grupo', type: 'text' },
    { name: 'category', label: 'Categoria', type: 'lookup', lookup: 'registry.categories' },
    { name: 'invoices', label: 'Faturas', type: 'integer', isTotal: true },
    { name: 'volume_m3', label: 'Volume de água', type: 'volume', isTotal: true },
    { name: 'water_cents', label: 'Água', type: 'money', isTotal: true },
    { name: 'sewage_cents', label: 'Esgoto', type: 'money', isTotal: true },
    { name: 'other_cents', label: 'Outros', type: 'money', isTotal: true },
    { name: 'total_cents', label: 'Total', type: 'money', isTotal: true },
  ],
  sort: { column: 'billing_group', direction: 'asc' },
  groups: ['category', 'billing_group'],
  chart: { title: 'Total por categoria', category: 'category', value: 'total_cents' },
  sql: `select g.code || ' ' || g.name as billing_group, c.category,
               count(distinct i.id) as invoices,
               coalesce(sum(c.quantity_m3) filter (where c.service = 'water' and c.component = 'principal'), 0) as volume_m3,
               coalesce(sum(c.amount_cents) filter (where c.service = 'water'), 0)::bigint as water_cents,
               coalesce(sum(c.amount_cents) filter (where c.service = 'sewage'), 0)::bigint as sewage_cents,
               coalesce(sum(c.amount_cents) filter (where c.service = 'other'), 0)::bigint as other_cents,
               sum(c.amount_cents)::bigint as total_cents
          from billing_invoices i
          join billing_charges c on c.municipality_id = i.municipality_id and c.invoice_id = i.id
          join registry_premises p on p.id = i.premise_id
          join registry_billing_groups g on g.id = p.billing_group_id
         where i.municipality_id = :municipality and i.reference = :reference and ${STANDING}
           and (:billing_group::bigint is null or g.id = :billing_group::bigint)
         group by g.code, g.name, c.category`,
}
