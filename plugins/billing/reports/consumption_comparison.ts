import { type Report, monthFilter } from '#core/reports/index'
import { categoryFilter, groupFilter, holderColumn, premiseColumn } from '#plugins/registry/api'
import { OF_CATEGORY, OF_GROUP, STANDING, invoiceColumn } from './shared.ts'

const BASES = [
  { value: 'previous', label: 'Mês anterior' },
  { value: 'year', label: 'Mesmo mês do ano anterior' },
  { value: 'average', label: 'Média dos seis meses anteriores' },
]
const MEASURES = [
  { value: 'consumption', label: 'Consumo' },
  { value: 'value', label: 'Valor' },
  { value: 'either', label: 'Consumo ou valor' },
]

/** How many months back from the month asked. */
const back = (months: number) =>
  `to_char(to_date(:reference, 'YYYY-MM') - interval '${months} months', 'YYYY-MM')`

const deviation = (now: string, before: string) =>
  `round(100 * (${now} - ${before}) / nullif(${before}, 0), 1)`

/** What stands out of a comparison by so much; from nothing to something it always does. */
const isBeyond = (measure: string, percent: string, now: string) =>
  `(:measure in ('${measure}', 'either') and coalesce(abs(${percent}) > :percent::numeric, ${now} > 0))`

/** Units whose consumption or value went up or down by more than a percentage (TR-3.2.4.15). */
export const consumptionComparison: Report = {
  name: 'billing.consumption_comparison',
  title: 'Comparativo de consumo e valor faturados',
  help: 'Os imóveis cujo consumo ou valor faturado desviou mais que o percentual informado do mês anterior, do mesmo mês do ano anterior ou da média.',
  permission: 'billing.read',
  personal: 'registry.personal_data',
  section: 'Leitura',
  filters: [
    monthFilter,
    {
      name: 'percent',
      label: 'Desvio maior que (%)',
      type: 'decimal',
      isRequired: true,
      initial: () => '30',
    },
    {
      name: 'base',
      label: 'Comparado com',
      type: 'enum',
      options: BASES,
      isRequired: true,
      initial: () => 'previous',
    },
    {
      name: 'measure',
      label: 'Desvio de',
      type: 'enum',
      options: MEASURES,
      isRequired: true,
      initial: () => 'consumption',
    },
    groupFilter,
    categoryFilter,
  ],
  columns: [
    { name: 'billing_group', label: 'Grupo', type: 'text' },
    premiseColumn,
    holderColumn,
    invoiceColumn,
    { name: 'before_m3', label: 'Consumo de base', type: 'volume', isTotal: true },
    { name: 'now_m3', label: 'Consumo do mês', type: 'volume', isTotal: true },
    { name: 'm3_percent', label: 'Desvio do consumo', type: 'decimal', unit: '%' },
    { name: 'before_cents', label: 'Valor de base', type: 'money', isTotal: true },
    { name: 'now_cents', label: 'Valor do mês', type: 'money', isTotal: true },
    { name: 'cents_percent', label: 'Desvio do valor', type: 'decimal', unit: '%' },
  ],
  sort: { column: 'm3_percent', direction: 'desc' },
  groups: ['billing_group'],
  sql: `select rows.* from (
          select g.code || ' ' || g.name as billing_group, i.premise_id, p.holder_name as holder, i.id as invoice_id,
                 round(b.m3, 2) as before_m3, i.billed_m3 as now_m3, ${deviation('i.billed_m3', 'b.m3')} as m3_percent,
                 b.cents as before_cents, n.cents as now_cents, ${deviation('n.cents', 'b.cents')} as cents_percent
            from billing_invoices i
            join registry_premises p on p.id = i.premise_id
            join registry_billing_groups g on g.id = p.billing_group_id
            cross join lateral (select i.own_cents + i.third_party_cents as cents) n
            cross join lateral (
              select avg(o.billed_m3) as m3, round(avg(o.own_cents + o.third_party_cents))::bigint as cents
                from billing_invoices o
               where o.premise_id = i.premise_id and o.settlement not in ('cancelled', 'replaced')
                 and case :base when 'previous' then o.reference = ${back(1)} when 'year' then o.reference = ${back(12)}
                     else o.reference between ${back(6)} and ${back(1)} end) b
           where i.municipality_id = :municipality and i.reference = :reference and ${STANDING} and b.m3 is not null
             and ${OF_GROUP} and ${OF_CATEGORY}) rows
         where ${isBeyond('consumption', 'rows.m3_percent', 'rows.now_m3')}
            or ${isBeyond('value', 'rows.cents_percent', 'rows.now_cents')}`,
}
