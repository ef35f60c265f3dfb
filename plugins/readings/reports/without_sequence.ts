import type { Report } from '#core/reports/index'
import { SITUATIONS, districtFilter, groupFilter, premiseColumn } from '#plugins/registry/api'
import { HOMELESS_SQL } from '../services/route_stops.ts'

/** Premises to be billed that have no position in any reading route (TR-3.2.4.3). */
export const withoutSequence: Report = {
  name: 'readings.without_sequence',
  title: 'Imóveis sem posição em roteiro',
  help: 'Imóveis a faturar que nenhum roteiro de leitura visita: na carga, eles ficam no fim, sem coletor.',
  permission: 'readings.read',
  section: 'Leitura',
  filters: [
    groupFilter,
    { name: 'locality', label: 'Localidade', type: 'reference', record: 'registry.localities' },
    districtFilter,
  ],
  columns: [
    premiseColumn,
    { name: 'address', label: 'Endereço', type: 'text' },
    { name: 'district', label: 'Bairro', type: 'text' },
    { name: 'locality_name', label: 'Localidade', type: 'text' },
    { name: 'billing_group', label: 'Grupo', type: 'text' },
    { name: 'meter', label: 'Hidrômetro', type: 'text' },
    { name: 'water', label: 'Água', type: 'enum', options: SITUATIONS },
    { name: 'sewage', label: 'Esgoto', type: 'enum', options: SITUATIONS },
  ],
  sort: { column: 'premise_id', direction: 'asc' },
  groups: ['billing_group', 'locality_name', 'district'],
  sql: `select p.id as premise_id, concat_ws(', ', p.street, p.number, p.complement) as address, p.district,
               l.name as locality_name, g.code || ' ' || g.name as billing_group, p.meter_number as meter, c.water, c.sewage
          from registry_premises p
          join registry_billing_groups g on g.id = p.billing_group_id
          join registry_localities l on l.id = p.locality_id
          left join lateral (
            select max(situation) filter (where service = 'water') as water,
                   max(situation) filter (where service = 'sewage') as sewage
              from registry_connections c where c.premise_id = p.id) c on true
         where p.municipality_id = :municipality
           and ${HOMELESS_SQL}
           and (:billing_group::bigint is null or g.id = :billing_group::bigint)
           and (:locality::bigint is null or l.id = :locality::bigint)
           and (:district::text is null or lower(p.district) = lower(:district))`,
}
