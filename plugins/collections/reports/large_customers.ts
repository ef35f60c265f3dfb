import { type Report, positionFilter } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import { SUIT_STATES } from '../records/options.ts'

const band = (name: string, label: string) =>
  ({ name, label, type: 'money', isTotal: true }) as const

const sumOf = (condition: string): string =>
  `coalesce(sum(o.cents) filter (where ${condition}), 0)::bigint`

/** Consumption and arrears of the large customers side by side (CM-25c). */
export const largeCustomers: Report = {
  name: 'collections.large_customers',
  title: 'Grandes consumidores: consumo e atraso',
  help: 'Dos imóveis marcados como grandes consumidores: o último consumo contra a média dos doze meses anteriores, as faturas vencidas por idade e o pedido de ajuizamento. Com uma queda mínima ou um atraso mínimo, só os que os têm.',
  permission: 'collections.read',
  personal: 'registry.personal_data',
  section: 'Mesa de cobrança',
  filters: [
    positionFilter,
    {
      ...{ name: 'drop_percent', label: 'Só com queda de consumo a partir de (%)' },
      ...{ type: 'decimal', minimum: '0', maximum: '100' },
    },
    {
      ...{ name: 'least_days', label: 'Só com atraso a partir de, em dias', type: 'integer' },
      minimum: '0',
    },
  ],
  columns: [
    premiseColumn,
    { name: 'customer', label: 'Cliente', type: 'text', isPersonal: true },
    { name: 'reference', label: 'Último mês', type: 'refmonth' },
    { name: 'last_m3', label: 'Consumo', type: 'volume', isTotal: true },
    { name: 'average_m3', label: 'Média de 12 meses', type: 'volume' },
    { name: 'deviation_percent', label: 'Desvio', type: 'decimal', unit: '%' },
    { name: 'series', label: 'Série (m³)', type: 'text' },
    { name: 'bills', label: 'Faturas vencidas', type: 'integer', isTotal: true },
    { name: 'days', label: 'Dias da mais antiga', type: 'integer' },
    band('until_30_cents', 'Até 30 dias'),
    band('until_60_cents', '31 a 60 dias'),
    band('until_90_cents', '61 a 90 dias'),
    band('above_90_cents', 'Mais de 90 dias'),
    band('overdue_cents', 'Vencido'),
    { name: 'suit_id', label: 'Ajuizamento', type: 'reference', record: 'collections.suits' },
    { name: 'suit_state', label: 'Situação', type: 'enum', options: SUIT_STATES },
    band('suit_cents', 'Em juízo'),
  ],
  sort: { column: 'overdue_cents', direction: 'desc' },
  record: 'registry.premises',
  sql: `with large as (
      select p.id, p.holder_name from registry_premises p
       where p.municipality_id = :municipality and p.special_kind = 'large_consumer'),
    months as (
      select i.premise_id, i.reference, sum(i.billed_m3) as m3,
             row_number() over (partition by i.premise_id order by i.reference desc) as place
        from large l join billing_invoices i on i.premise_id = l.id
       where i.settlement not in ('cancelled', 'replaced') and i.issued_on <= :position_on
       group by i.premise_id, i.reference),
    volumes as (
      select premise_id, max(reference) filter (where place = 1) as reference, max(m3) filter (where place = 1) as last_m3,
             round(avg(m3) filter (where place between 2 and 13), 6) as average_m3,
             string_agg(round(m3)::text, ' ' order by reference) filter (where place <= 13) as series
        from months group by premise_id),
    open as (
      select i.premise_id, i.origin_type, i.origin_id, min(i.due_on) as due_on, sum(i.open_cents - i.withheld_cents) as cents
        from large l join receivables_items i on i.municipality_id = :municipality and i.premise_id = l.id and i.state = 'open'
       where i.due_on < :position_on group by 1, 2, 3),
    owed as (
      select o.premise_id, count(*) as bills, max(:position_on::date - o.due_on) as days,
             ${sumOf(':position_on::date - o.due_on <= 30')} as until_30_cents,
             ${sumOf(':position_on::date - o.due_on between 31 and 60')} as until_60_cents,
             ${sumOf(':position_on::date - o.due_on between 61 and 90')} as until_90_cents,
             ${sumOf(':position_on::date - o.due_on > 90')} as above_90_cents, sum(o.cents)::bigint as overdue_cents
        from open o group by o.premise_id)
    select l.id as record_id, l.id as premise_id, l.holder_name as customer, v.reference, v.last_m3, v.average_m3,
           round(100 * (v.last_m3 - v.average_m3) / nullif(v.average_m3, 0), 1) as deviation_percent, v.series,
           coalesce(o.bills, 0) as bills, o.days, coalesce(o.until_30_cents, 0) as until_30_cents,
           coalesce(o.until_60_cents, 0) as until_60_cents, coalesce(o.until_90_cents, 0) as until_90_cents,
           coalesce(o.above_90_cents, 0) as above_90_cents, coalesce(o.overdue_cents, 0) as overdue_cents,
           s.id as suit_id, s.state as suit_state, coalesce(s.amount_cents, 0) as suit_cents
      from large l
      left join volumes v on v.premise_id = l.id
      left join owed o on o.premise_id = l.id
      left join lateral (
        select id, state, amount_cents from collections_suits
         where municipality_id = :municipality and premise_id = l.id order by state = 'ended', id desc limit 1) s on true
     where (:drop_percent::numeric is null or 100 * (v.average_m3 - v.last_m3) >= :drop_percent::numeric * v.average_m3)
       and (:least_days::int is null or o.days >= :least_days::int)`,
}
