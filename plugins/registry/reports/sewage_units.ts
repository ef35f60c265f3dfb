import type { Report } from '#core/reports/index'
import { SEWAGE_CLASSES, SITUATIONS } from '../records/options.ts'
import { districtFilter, groupFilter, holderColumn, premiseColumn } from './filters.ts'

const SEWAGE = [
  ...SITUATIONS,
  { value: 'none', label: 'Sem ligação de esgoto', tone: 'neutral' as const },
]

/** Every unit with what is known of its sewage connection (TR-3.2.19.34). */
export const sewageUnits: Report = {
  name: 'registry.sewage_units',
  title: 'Imóveis e ligação de esgoto',
  help: 'Cada imóvel com a situação da ligação de esgoto, o diâmetro, a rede e se o esgoto é tratado.',
  permission: 'registry.read',
  personal: 'registry.personal_data',
  section: 'Cadastro',
  filters: [
    { name: 'sewage', label: 'Esgoto', type: 'enum', options: SEWAGE },
    districtFilter,
    groupFilter,
  ],
  columns: [
    { name: 'sewage', label: 'Esgoto', type: 'enum', options: SEWAGE },
    premiseColumn,
    holderColumn,
    { name: 'address', label: 'Endereço', type: 'text' },
    { name: 'district', label: 'Bairro', type: 'text' },
    { name: 'water', label: 'Água', type: 'enum', options: SITUATIONS },
    { name: 'connected_on', label: 'Ligado em', type: 'date' },
    {
      name: 'diameter',
      label: 'Diâmetro',
      type: 'lookup',
      lookup: 'registry.sewage_branch_diameters',
    },
    { name: 'network', label: 'Rede', type: 'lookup', lookup: 'registry.network_types' },
    { name: 'sewage_class', label: 'Tratamento', type: 'enum', options: SEWAGE_CLASSES },
  ],
  sort: { column: 'premise_id', direction: 'asc' },
  groups: ['sewage', 'district', 'sewage_class'],
  sql: `select coalesce(s.situation, 'none') as sewage, p.id as premise_id, p.holder_name as holder,
               concat_ws(', ', p.street, p.number, p.complement) as address, p.district, w.situation as water, s.connected_on,
               s.sewage_branch_diameter as diameter, s.network, s.sewage_class
          from registry_premises p
          left join registry_connections s on s.premise_id = p.id and s.service = 'sewage'
          left join registry_connections w on w.premise_id = p.id and w.service = 'water'
         where p.municipality_id = :municipality and p.status = 'active'
           and (:sewage::text is null or coalesce(s.situation, 'none') = :sewage)
           and (:district::text is null or lower(p.district) = lower(:district))
           and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)`,
}
