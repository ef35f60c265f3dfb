import type { Report } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import { routeFilter } from './shared.ts'

const SITUATIONS = [
  { value: 'stock', label: 'Em estoque', tone: 'info' as const },
  { value: 'installed', label: 'Instalado', tone: 'good' as const },
  { value: 'maintenance', label: 'Em manutenção', tone: 'attention' as const },
]

/** A number as it is engraved, whatever was typed between its letters and figures. */
const KEY = `regexp_replace(upper(m.number), '[^A-Z0-9]', '', 'g')`

/**
 * Meters that were registered twice: the same number once spaces, hyphens and capitals are left aside, of the same make unless
 * only the number is to count (TR-3.2.19.24). What went to the scrap no longer counts.
 */
export const duplicateMeters: Report = {
  name: 'readings.duplicate_meters',
  title: 'Hidrômetros repetidos no cadastro',
  help: 'Hidrômetros com o mesmo número, sem contar espaços, hífens e maiúsculas: onde está cada um, quem o cadastrou e a última leitura. O que foi para a sucata não conta.',
  permission: 'readings.read',
  permissions: ['metering.read'],
  section: 'Hidrometria',
  filters: [
    { name: 'brand', label: 'Marca', type: 'text' },
    { name: 'situation', label: 'Situação', type: 'enum', options: SITUATIONS },
    routeFilter,
    {
      ...{ name: 'number_only', label: 'Só pelo número', type: 'boolean' },
      ...{ initial: () => 'false', help: 'Também os de marcas diferentes com o mesmo número.' },
    },
  ],
  columns: [
    { name: 'number_key', label: 'Número repetido', type: 'text' },
    { name: 'meter', label: 'Como cadastrado', type: 'text' },
    { name: 'brand', label: 'Marca', type: 'text' },
    { name: 'model', label: 'Modelo', type: 'text' },
    { name: 'manufactured_year', label: 'Ano', type: 'text' },
    { name: 'situation', label: 'Situação', type: 'enum', options: SITUATIONS },
    premiseColumn,
    { name: 'route', label: 'Roteiro', type: 'text' },
    { name: 'installed_on', label: 'Instalado em', type: 'date' },
    { name: 'registered_by', label: 'Cadastrado por', type: 'text' },
    { name: 'last_reading', label: 'Última leitura', type: 'integer', unit: 'm³' },
    { name: 'last_read_on', label: 'Lida em', type: 'date' },
  ],
  sort: { column: 'number_key', direction: 'asc' },
  levels: ['number_key'],
  groups: ['number_key', 'brand', 'situation'],
  sql: `select d.number_key, d.number as meter, d.brand, d.model, to_char(d.manufactured_on, 'YYYY') as manufactured_year, d.situation,
               c.premise_id, t.code || ' ' || t.name as route, i.installed_on, v.moved_by as registered_by, r.reading as last_reading,
               r.read_on as last_read_on
          from (select m.*, ${KEY} as number_key,
                       count(*) over (partition by ${KEY}, case when :number_only::boolean then '' else lower(m.brand) end) as n
                  from metering_meters m where m.municipality_id = :municipality and m.situation <> 'scrapped') d
          left join metering_installations i on i.meter_id = d.id and i.removed_on is null
          left join registry_connections c on c.id = i.connection_id
          left join readings_route_stops s on s.premise_id = c.premise_id
          left join readings_routes t on t.id = s.route_id
          left join lateral (select moved_by from metering_movements
                              where municipality_id = d.municipality_id and meter_id = d.id and kind = 'registered' order by id limit 1) v on true
          left join lateral (select reading, read_on from readings_readings
                              where municipality_id = d.municipality_id and premise_id = c.premise_id and meter_id = d.id
                                and reading is not null order by reference desc limit 1) r on true
         where d.n > 1 and (:brand::text is null or d.brand ilike '%' || :brand || '%')
           and (:situation::text is null or d.situation = :situation) and (:route::bigint is null or t.id = :route::bigint)`,
}
