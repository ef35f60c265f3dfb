import type { Report } from '#core/reports/index'
import { SERVICES } from '../records/options.ts'
import { districtFilter, groupFilter, premiseColumn } from './filters.ts'

const FEASIBILITY = [
  { value: 'feasible', label: 'Factível: a rede passa', tone: 'good' as const },
  { value: 'potential', label: 'Potencial: sem rede', tone: 'neutral' as const },
]

/** Units that could be connected, and those that no network passes yet, by street and locality (CM-19). */
export const feasibleUnits: Report = {
  name: 'registry.feasible_units',
  title: 'Ligações factíveis e potenciais',
  help: 'Imóveis em uso sem ligação de água ou de esgoto: factíveis, quando a rede passa em frente, e potenciais, quando ainda não. Não recebem fatura do serviço; a ordem de ligação feita os liga.',
  permission: 'registry.read',
  section: 'Cadastro',
  filters: [
    { name: 'service', label: 'Serviço', type: 'enum', options: SERVICES },
    { name: 'feasibility', label: 'Situação', type: 'enum', options: FEASIBILITY },
    { name: 'street', label: 'Rua', type: 'text' },
    {
      ...{ name: 'locality', label: 'Localidade', type: 'reference' },
      record: 'registry.localities',
    },
    ...[districtFilter, groupFilter],
  ],
  columns: [
    { name: 'service', label: 'Serviço', type: 'enum', options: SERVICES },
    { name: 'feasibility', label: 'Situação', type: 'enum', options: FEASIBILITY },
    premiseColumn,
    { name: 'street', label: 'Rua', type: 'text' },
    { name: 'number', label: 'Número', type: 'text' },
    { name: 'district', label: 'Bairro', type: 'text' },
    { name: 'locality', label: 'Localidade', type: 'text' },
    { name: 'available_on', label: 'Rede desde', type: 'date' },
    { name: 'units', label: 'Imóveis', type: 'integer', isTotal: true },
  ],
  sort: { column: 'street', direction: 'asc' },
  groups: ['locality', 'street', 'service', 'feasibility', 'district'],
  chart: { title: 'Imóveis por localidade', category: 'locality', value: 'units' },
  sql: `select s.service, case when s.available_on is not null then 'feasible' else 'potential' end as feasibility, p.id as premise_id,
               p.street, p.number, p.district, l.name as locality, s.available_on, 1 as units
          from registry_premises p
          join registry_localities l on l.id = p.locality_id
          cross join lateral (values ('water', p.water_available_on), ('sewage', p.sewage_available_on)) s(service, available_on)
         where p.municipality_id = :municipality and p.status = 'active'
           and not exists (select from registry_connections c where c.premise_id = p.id and c.service = s.service
                              and c.situation not in ('suppressed', 'plugged'))
           and (:service::text is null or s.service = :service)
           and (:feasibility::text is null or (s.available_on is not null) = (:feasibility = 'feasible'))
           and (:street::text is null or p.street ilike '%' || :street || '%')
           and (:locality::bigint is null or p.locality_id = :locality::bigint)
           and (:district::text is null or lower(p.district) = lower(:district))
           and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)`,
}
