import { type Report, periodFilters } from '#core/reports/index'
import { districtFilter, premiseColumn } from '#plugins/registry/api'
import { FINDING_FIELDS, FINDING_STATES } from '../records/options.ts'
import { routeFilter } from './shared.ts'

const SOURCES = [
  { value: 'reading', label: 'Leitura' },
  { value: 'campaign', label: 'Recadastramento' },
]

const FIELD = `case f.field ${FINDING_FIELDS.map(({ value, label }) => `when '${value}' then '${label}'`).join(' ')} end`

/** What the field found other than the register says, by readers and in campaigns (TR-3.2.19.19). */
export const registryDifferences: Report = {
  name: 'readings.registry_differences',
  title: 'Divergências do cadastro a recadastrar',
  help: 'O que os leituristas e as visitas de recadastramento acharam diferente do cadastro, com os dois valores. O que o cadastro já diz sai das pendentes.',
  permission: 'readings.read',
  permissions: ['registry.read'],
  personal: 'registry.personal_data',
  section: 'Cadastro',
  filters: [
    ...periodFilters,
    {
      ...{ name: 'status', label: 'Situação', type: 'enum', options: FINDING_STATES },
      initial: () => 'pending',
    },
    { name: 'source', label: 'Fonte', type: 'enum', options: SOURCES },
    { name: 'field', label: 'Campo', type: 'text' },
    ...[routeFilter, districtFilter],
  ],
  columns: [
    premiseColumn,
    { name: 'route', label: 'Roteiro', type: 'text' },
    { name: 'district', label: 'Bairro', type: 'text' },
    { name: 'field', label: 'Campo', type: 'text' },
    { name: 'registered_value', label: 'No cadastro', type: 'text', isPersonal: true },
    { name: 'found_value', label: 'Encontrado', type: 'text', isPersonal: true },
    { name: 'source', label: 'Fonte', type: 'enum', options: SOURCES },
    { name: 'found_by', label: 'Por', type: 'text' },
    { name: 'found_on', label: 'Encontrado em', type: 'date' },
    { name: 'status', label: 'Situação', type: 'enum', options: FINDING_STATES },
  ],
  sort: { column: 'found_on', direction: 'desc' },
  groups: ['field', 'source', 'route', 'district', 'status'],
  sql: `select d.premise_id, t.code || ' ' || t.name as route, p.district, d.field, d.registered_value, d.found_value, d.source, d.found_by,
               d.found_on, d.status
          from (
            select f.premise_id, ${FIELD} as field, case f.status when 'pending' then f.current_value else f.registered_value end as registered_value,
                   f.found_value, 'reading' as source, coalesce(f.reader_code, f.recorded_by) as found_by, f.found_on, f.status
              from readings_finding_states f
             where f.municipality_id = :municipality and f.found_on between :from_on and :until_on
            union all
            select g.premise_id, a.field, a.old_value, a.new_value, 'campaign', g.visited_by, g.visited_on,
                   case a.status when 'proposed' then 'pending' when 'accepted' then 'corrected' else 'rejected' end
              from registry_campaigns k
              join registry_campaign_targets g on g.campaign_id = k.id
              join registry_campaign_answers a on a.target_id = g.id and a.new_value is distinct from a.old_value
             where k.municipality_id = :municipality and g.visited_on between :from_on and :until_on) d
          join registry_premises p on p.id = d.premise_id
          left join readings_route_stops s on s.premise_id = p.id
          left join readings_routes t on t.id = s.route_id
         where (:status::text is null or d.status = :status) and (:source::text is null or d.source = :source)
           and (:field::text is null or d.field ilike '%' || :field || '%') and (:route::bigint is null or t.id = :route::bigint)
           and (:district::text is null or lower(p.district) = lower(:district))`,
}
