import type { Report } from '#core/reports/index'
import { holderColumn, premiseColumn } from './filters.ts'
import { PREMISE_STATUSES } from '../records/options.ts'

const KEYS = [
  { value: 'property', label: 'Inscrição imobiliária' },
  { value: 'location', label: 'Localização (setor, quadra, lote, unidade)' },
]

/** Places of the municipality that more than one unit says to be (TR-3.2.19.26). */
export const duplicateLocations: Report = {
  name: 'registry.duplicate_locations',
  title: 'Localizações em duplicidade',
  help: 'Os imóveis que têm a mesma inscrição imobiliária ou a mesma localização de outro.',
  permission: 'registry.read',
  personal: 'registry.personal_data',
  section: 'Cadastro',
  filters: [
    { name: 'key', label: 'O que se compara', type: 'enum', options: KEYS },
    { name: 'only_active', label: 'Só em uso', type: 'boolean', initial: () => 'true' },
    {
      name: 'no_condominiums',
      label: 'Sem unidades de condomínio',
      type: 'boolean',
      initial: () => 'true',
    },
  ],
  columns: [
    { name: 'key', label: 'Comparação', type: 'enum', options: KEYS },
    { name: 'value', label: 'Valor repetido', type: 'text' },
    { name: 'units', label: 'Imóveis com ele', type: 'integer' },
    premiseColumn,
    holderColumn,
    { name: 'address', label: 'Endereço', type: 'text' },
    { name: 'status', label: 'Situação', type: 'enum', options: PREMISE_STATUSES },
    { name: 'registered_on', label: 'Cadastrado em', type: 'date' },
  ],
  sort: { column: 'value', direction: 'asc' },
  groups: ['value', 'key'],
  sql: `with units as (
          select p.*, o.title as lot from registry_premises p left join registry_lots o on o.id = p.lot_id
           where p.municipality_id = :municipality
             and (not coalesce(:only_active::boolean, false) or p.status = 'active')
             and (not coalesce(:no_condominiums::boolean, false) or p.kind <> 'condominium_child')),
        keys as (
          select id, 'property' as key, property_tax_number as value from units where property_tax_number is not null
          union all
          select id, 'location', concat_ws('-', lot, unit_number) from units where lot is not null),
        met as (
          select k.*, count(*) over (partition by key, value) as units from keys k where (:key::text is null or k.key = :key))
        select m.key, m.value, m.units, u.id as premise_id, u.holder_name as holder,
               concat_ws(', ', u.street, u.number, u.complement, u.district) as address, u.status, u.created_at::date as registered_on
          from met m join units u on u.id = m.id
         where m.units > 1`,
}
