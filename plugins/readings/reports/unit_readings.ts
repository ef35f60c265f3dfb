import { type Report, monthFilter } from '#core/reports/index'
import { groupFilter, premiseColumn } from '#plugins/registry/api'
import { KIND_OPTIONS, READING_STATE_OPTIONS } from '../records/options.ts'
import { readerColumn } from './shared.ts'

/** Every unit of the month's loads with what was read there (TR-3.2.19.29). */
export const unitReadings: Report = {
  name: 'readings.unit_readings',
  title: 'Imóveis com dados de leitura',
  help: 'Cada imóvel carregado no mês com as leituras, o consumo lido e o faturado, a ocorrência e a média.',
  permission: 'readings.read',
  section: 'Leitura',
  filters: [
    monthFilter,
    groupFilter,
    { name: 'route', label: 'Rota', type: 'reference', record: 'readings.routes' },
    { name: 'anomaly', label: 'Ocorrência (código)', type: 'text' },
    { name: 'kind', label: 'Tipo de consumo', type: 'enum', options: KIND_OPTIONS },
  ],
  columns: [
    { name: 'billing_group', label: 'Grupo', type: 'text' },
    { name: 'route', label: 'Rota', type: 'text' },
    { name: 'sequence', label: 'Ordem', type: 'integer' },
    premiseColumn,
    { name: 'meter', label: 'Hidrômetro', type: 'text' },
    { name: 'previous_reading', label: 'Leitura anterior', type: 'text' },
    { name: 'previous_read_on', label: 'Lida em', type: 'date' },
    { name: 'reading', label: 'Leitura', type: 'text' },
    { name: 'read_on', label: 'Lida em', type: 'date' },
    { name: 'days', label: 'Dias', type: 'integer' },
    { name: 'measured_m3', label: 'Consumo lido', type: 'volume', isTotal: true },
    { name: 'billed_m3', label: 'Consumo faturado', type: 'volume', isTotal: true },
    { name: 'kind', label: 'Tipo de consumo', type: 'enum', options: KIND_OPTIONS },
    { name: 'anomaly', label: 'Ocorrência', type: 'text' },
    { name: 'average_m3', label: 'Média', type: 'volume' },
    readerColumn,
    { name: 'state', label: 'Situação', type: 'enum', options: READING_STATE_OPTIONS },
  ],
  sort: { column: 'sequence', direction: 'asc' },
  groups: ['route', 'billing_group', 'kind', 'anomaly', 'state'],
  chart: { title: 'Consumo faturado por rota', category: 'route', value: 'billed_m3' },
  sql: `select g.code || ' ' || g.name as billing_group, t.code || ' ' || t.name as route, i.sequence, i.premise_id,
               i.meter_number as meter, i.previous_reading::text as previous_reading, i.previous_read_on,
               r.reading::text as reading, r.read_on, r.read_on - i.previous_read_on as days, r.measured_m3, r.billed_m3,
               r.kind, r.anomaly_code as anomaly, round(i.average_m3, 2) as average_m3,
               r.reader_code as reader, r.state
          from readings_loads l
          join registry_billing_groups g on g.id = l.billing_group_id
          join readings_load_items i on i.municipality_id = l.municipality_id and i.load_id = l.id
          left join readings_readings r on r.load_item_id = i.id
          left join readings_routes t on t.id = i.route_id
         where l.municipality_id = :municipality and l.reference = :reference
           and (:billing_group::bigint is null or g.id = :billing_group::bigint)
           and (:route::bigint is null or t.id = :route::bigint)
           and (:anomaly::text is null or r.anomaly_code = :anomaly)
           and (:kind::text is null or r.kind = :kind)`,
}
