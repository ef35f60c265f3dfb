import { type Report, monthFilter } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import { READING_STATE_OPTIONS } from '../records/options.ts'
import {
  IN_PLACE,
  PLACE_COLUMNS,
  PLACE_JOINS,
  groupColumn,
  placeFilters,
  routeColumn,
} from './shared.ts'

/** Units whose consumption is above what the table of ranges expected of them (TR-3.2.4.16). */
export const excess: Report = {
  name: 'readings.excess',
  title: 'Consumo excedente',
  help: 'Os imóveis que consumiram mais que o limite superior da faixa esperada no período, e quanto passou.',
  permission: 'readings.read',
  section: 'Leitura',
  filters: [monthFilter, ...placeFilters],
  columns: [
    groupColumn,
    routeColumn,
    { name: 'sequence', label: 'Ordem', type: 'integer' },
    premiseColumn,
    { name: 'read_on', label: 'Lida em', type: 'date' },
    { name: 'average_m3', label: 'Média', type: 'volume' },
    { name: 'limit_m3', label: 'Limite superior', type: 'volume' },
    { name: 'consumption_m3', label: 'Consumo', type: 'volume', isTotal: true },
    { name: 'excess_m3', label: 'Excedente', type: 'volume', isTotal: true },
    { name: 'excess_percent', label: 'Acima do limite', type: 'decimal', unit: '%' },
    { name: 'state', label: 'Situação', type: 'enum', options: READING_STATE_OPTIONS },
  ],
  sort: { column: 'excess_m3', direction: 'desc' },
  groups: ['route', 'billing_group', 'state'],
  chart: { title: 'Excedente por roteiro', category: 'route', value: 'excess_m3' },
  sql: `select ${PLACE_COLUMNS}, i.sequence, r.premise_id, r.read_on, round(i.average_m3, 2) as average_m3,
               r.expected_max_m3 as limit_m3, c.m3 as consumption_m3, c.m3 - r.expected_max_m3 as excess_m3,
               round(100 * (c.m3 - r.expected_max_m3) / nullif(r.expected_max_m3, 0), 1) as excess_percent, r.state
          from readings_readings r
          join readings_load_items i on i.id = r.load_item_id
          join readings_loads l on l.id = r.load_id
          cross join lateral (select coalesce(r.measured_m3, r.billed_m3) as m3) c
          ${PLACE_JOINS}
         where r.municipality_id = :municipality and r.reference = :reference and r.billing <> 'superseded'
           and c.m3 > r.expected_max_m3 and ${IN_PLACE}`,
}
