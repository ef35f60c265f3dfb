import type { Report } from '#core/reports/index'
import { SEWAGE_CLASSES, SITUATIONS } from '../records/options.ts'
import { districtFilter, groupFilter, holderColumn, premiseColumn } from './filters.ts'

const SEWAGE = [
  ...SITUATIONS,
  { value: 'available', label: 'Rede disponível, não ligado', tone: 'attention' as const },
  { value: 'none', label: 'Sem ligação de esgoto', tone: 'neutral' as const },
]

const SERVED = [
  { value: 'both', label: 'Água e esgoto' },
  { value: 'water', label: 'Só água' },
  { value: 'available', label: 'Água, com rede de esgoto disponível e não ligado' },
  { value: 'sewage', label: 'Só esgoto' },
  { value: 'none', label: 'Nem água nem esgoto' },
]

/** Connected: active, or cut and to be connected again. */
const has = (connection: string) =>
  `(${connection}.id is not null and ${connection}.situation <> 'suppressed')`

/** Every unit with what is known of its sewage connection (TR-3.2.19.34). */
export const sewageUnits: Report = {
  name: 'registry.sewage_units',
  title: 'Imóveis e ligação de esgoto',
  help: 'Cada imóvel com a situação da ligação de esgoto, o diâmetro, a rede e se o esgoto é tratado. Onde passa rede e o imóvel não está ligado, desde quando e até quando a carta de liberação pede a ligação.',
  permission: 'registry.read',
  personal: 'registry.personal_data',
  section: 'Cadastro',
  filters: [
    { name: 'served', label: 'Serviços', type: 'enum', options: SERVED },
    { name: 'sewage', label: 'Esgoto', type: 'enum', options: SEWAGE },
    {
      ...{ name: 'late_on', label: 'Prazo vencido em', type: 'date' },
      help: 'Só os imóveis cujo prazo para ligar já tinha passado neste dia.',
    },
    districtFilter,
    groupFilter,
  ],
  columns: [
    { name: 'served', label: 'Serviços', type: 'enum', options: SERVED },
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
    { name: 'available_on', label: 'Rede desde', type: 'date' },
    { name: 'deadline_on', label: 'Prazo para ligar', type: 'date' },
    { name: 'units', label: 'Imóveis', type: 'integer', isTotal: true },
    { name: 'sewage_class', label: 'Tratamento', type: 'enum', options: SEWAGE_CLASSES },
  ],
  sort: { column: 'premise_id', direction: 'asc' },
  groups: ['served', 'sewage', 'district', 'sewage_class'],
  sql: `select r.* from (
        select coalesce(s.situation, case when p.sewage_available_on is not null then 'available' else 'none' end) as sewage,
               case when ${has('w')} and ${has('s')} then 'both'
                    when ${has('w')} and p.sewage_available_on is not null then 'available'
                    when ${has('w')} then 'water' when ${has('s')} then 'sewage' else 'none' end as served,
               p.sewage_available_on as available_on, p.sewage_deadline_on as deadline_on, 1 as units, p.id as premise_id, p.holder_name as holder,
               concat_ws(', ', p.street, p.number, p.complement) as address, p.district, w.situation as water, s.connected_on,
               s.sewage_branch_diameter as diameter, s.network, s.sewage_class
          from registry_premises p
          left join registry_connections s on s.premise_id = p.id and s.service = 'sewage'
          left join registry_connections w on w.premise_id = p.id and w.service = 'water'
         where p.municipality_id = :municipality and p.status = 'active'
           and (:district::text is null or lower(p.district) = lower(:district))
           and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)) r
         where (:sewage::text is null or r.sewage = :sewage) and (:served::text is null or r.served = :served)
           and (:late_on::date is null or (r.sewage = 'available' and r.deadline_on < :late_on::date))`,
}
