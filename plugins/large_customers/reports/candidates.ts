import type { Report } from '#core/reports/index'
import { districtFilter, groupFilter, premiseColumn } from '#plugins/registry/api'

const SIGNS = [
  { value: 'consumption', label: 'Consumo médio' },
  { value: 'unassigned', label: 'Marcado sem gestor' },
]

/** Units that should be in the portfolio: by what they use, or because the registry says that they are (CM-25a). */
export const candidates: Report = {
  name: 'large_customers.candidates',
  title: 'Candidatos à carteira de grandes clientes',
  help: 'Imóveis fora da carteira cujo consumo médio chega ao que se pede, e os marcados como grande consumidor que não têm gestor. Quem entra é decisão de uma pessoa: inclua em “Carteira”, um a um ou por arquivo.',
  permission: 'large_customers.read',
  personal: 'registry.personal_data',
  section: 'Grandes clientes',
  filters: [
    {
      ...{ name: 'until', label: 'Até o mês', type: 'refmonth', isRequired: true },
      initial: ({ today }) => today.slice(0, 7),
    },
    {
      ...{ name: 'months', label: 'Meses da média', type: 'integer', isRequired: true },
      ...{ minimum: '1', maximum: '24', initial: () => '6' },
    },
    {
      ...{ name: 'least_m3', label: 'Média a partir de (m³ por mês)', type: 'decimal' },
      ...{ isRequired: true, minimum: '1', initial: () => '100' },
    },
    { name: 'sign', label: 'Indício', type: 'enum', options: SIGNS },
    ...[groupFilter, districtFilter],
  ],
  columns: [
    premiseColumn,
    { name: 'customer', label: 'Cliente', type: 'text', isPersonal: true },
    { name: 'district', label: 'Bairro', type: 'text' },
    { name: 'sign', label: 'Indício', type: 'enum', options: SIGNS },
    { name: 'average_m3', label: 'Consumo médio', type: 'volume' },
    { name: 'months_used', label: 'Meses faturados', type: 'integer' },
  ],
  sort: { column: 'average_m3', direction: 'desc' },
  groups: ['sign', 'district'],
  record: 'registry.premises',
  sql: `with used as (
      select i.premise_id, sum(i.billed_m3) / count(distinct i.reference) as average_m3, count(distinct i.reference) as months_used
        from billing_invoices i
       where i.municipality_id = :municipality and i.settlement not in ('cancelled', 'replaced')
         and i.reference <= :until::text
         and i.reference > to_char((:until::text || '-01')::date - make_interval(months => :months::int), 'YYYY-MM')
       group by i.premise_id)
    select p.id as record_id, p.id as premise_id, p.holder_name as customer, p.district, s.sign, round(u.average_m3, 1) as average_m3,
           coalesce(u.months_used, 0) as months_used
      from registry_premises p
      left join used u on u.premise_id = p.id
     cross join lateral (
       select case when p.special_kind = 'large_consumer' then 'unassigned' else 'consumption' end as sign) s
     where p.municipality_id = :municipality and p.status = 'active'
       and (p.special_kind = 'large_consumer' or (p.special_kind is null and u.average_m3 >= :least_m3::numeric))
       and not exists (select from large_customers_portfolio o where o.premise_id = p.id and o.until_on is null)
       and (:sign::text is null or s.sign = :sign)
       and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)
       and (:district::text is null or plain_text(p.district) = plain_text(:district))`,
}
