import { type Report, periodFilters } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import {
  IN_PLACE,
  PLACE_COLUMNS,
  PLACE_JOINS,
  VISITS,
  groupColumn,
  placeFilters,
  readerColumn,
  readerFilter,
  routeColumn,
} from './shared.ts'

const FILTERS = [...periodFilters, readerFilter, ...placeFilters]
const VISITED = `from (${VISITS}) v
  join readings_load_items i on i.id = v.load_item_id
  join readings_loads l on l.id = i.load_id
  ${PLACE_JOINS}
 where ${IN_PLACE}`

/** What each reader did, by group and route, and how often something stood in the way (TR-3.2.4.17.1). */
export const readerProductivity: Report = {
  name: 'readings.reader_productivity',
  title: 'Produtividade dos leituristas',
  help: 'Quantas visitas cada leiturista fez por grupo e roteiro, quantas por dia, e em que parte delas houve ocorrência.',
  permission: 'readings.read',
  section: 'Leitura',
  filters: FILTERS,
  columns: [
    readerColumn,
    groupColumn,
    routeColumn,
    { name: 'readings', label: 'Leituras', type: 'integer', isTotal: true },
    { name: 'occurrences', label: 'Ocorrências', type: 'integer', isTotal: true },
    { name: 'occurrence_percent', label: 'Com ocorrência', type: 'decimal', unit: '%' },
    { name: 'days', label: 'Dias de campo', type: 'integer' },
    { name: 'per_day', label: 'Leituras por dia', type: 'decimal' },
    { name: 'first_on', label: 'De', type: 'date' },
    { name: 'last_on', label: 'Até', type: 'date' },
  ],
  sort: { column: 'route', direction: 'asc' },
  groups: ['billing_group', 'reader', 'route'],
  chart: { title: 'Leituras por leiturista', category: 'reader', value: 'readings' },
  sql: `select rows.*, round(100.0 * occurrences / readings, 1) as occurrence_percent, round(1.0 * readings / days, 1) as per_day
          from (
            select v.reader, ${PLACE_COLUMNS}, count(*) as readings, count(v.anomaly_code) as occurrences,
                   count(distinct v.read_at::date) as days, min(v.read_at)::date as first_on, max(v.read_at)::date as last_on
              ${VISITED}
             group by v.reader, g.id, t.id) rows`,
}

const CLOCK = 'HH24:MI:SS'

/** How long each reader took from one reading to the next, day by day (TR-3.2.4.17.2). */
export const readingIntervals: Report = {
  name: 'readings.reading_intervals',
  title: 'Tempo entre leituras',
  help: 'As leituras de cada leiturista na ordem em que foram feitas, o tempo desde a anterior do mesmo dia e a média do dia.',
  permission: 'readings.read',
  section: 'Leitura',
  filters: FILTERS,
  columns: [
    readerColumn,
    { name: 'day', label: 'Dia', type: 'date' },
    { name: 'moment', label: 'Hora', type: 'text' },
    groupColumn,
    routeColumn,
    premiseColumn,
    { name: 'anomaly', label: 'Ocorrência', type: 'text' },
    { name: 'since_last', label: 'Tempo desde a anterior', type: 'text' },
    { name: 'seconds', label: 'Em segundos', type: 'integer', total: 'average' },
    { name: 'day_average', label: 'Média do dia', type: 'text' },
    { name: 'place', label: 'Nº no período', type: 'integer' },
  ],
  sort: { column: 'place', direction: 'asc' },
  groups: ['reader', 'day', 'route'],
  sql: `select reader, day, to_char(read_at, '${CLOCK}') as moment, billing_group, route, premise_id, anomaly,
               to_char(since, '${CLOCK}') as since_last, extract(epoch from since)::bigint as seconds,
               to_char(date_trunc('second', avg(since) over (partition by reader, day)), '${CLOCK}') as day_average,
               row_number() over (order by reader, read_at, premise_id) as place
          from (
            select v.reader, v.read_at, v.read_at::date as day, ${PLACE_COLUMNS}, v.premise_id, v.anomaly_code as anomaly,
                   v.read_at - lag(v.read_at) over (partition by v.reader, v.read_at::date order by v.read_at, v.load_item_id) as since
              ${VISITED}) visits`,
}
