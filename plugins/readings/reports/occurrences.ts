import { type Report, monthFilter } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import { KIND_OPTIONS, READING_STATE_OPTIONS } from '../records/options.ts'
import {
  IN_PLACE,
  PLACE_COLUMNS,
  PLACE_JOINS,
  groupColumn,
  placeFilters,
  readerColumn,
  readerFilter,
  routeColumn,
} from './shared.ts'

/** What readers found besides a number, or in place of one (TR-3.2.4.12). */
export const occurrences: Report = {
  name: 'readings.occurrences',
  title: 'Ocorrências de leitura',
  help: 'As leituras do mês com anormalidade informada em campo, por grupo, roteiro, leiturista ou código.',
  permission: 'readings.read',
  section: 'Leitura',
  filters: [
    monthFilter,
    ...placeFilters,
    readerFilter,
    { name: 'anomaly', label: 'Ocorrência (código)', type: 'text' },
    { name: 'kind', label: 'Tipo de consumo', type: 'enum', options: KIND_OPTIONS },
  ],
  columns: [
    groupColumn,
    routeColumn,
    { name: 'sequence', label: 'Ordem', type: 'integer' },
    premiseColumn,
    { name: 'address', label: 'Endereço', type: 'text' },
    { name: 'meter', label: 'Hidrômetro', type: 'text' },
    { name: 'anomaly', label: 'Ocorrência', type: 'text' },
    { name: 'message', label: 'O que se fez', type: 'text' },
    { name: 'read_on', label: 'Visitado em', type: 'date' },
    readerColumn,
    { name: 'reading', label: 'Leitura', type: 'text' },
    { name: 'kind', label: 'Tipo de consumo', type: 'enum', options: KIND_OPTIONS },
    { name: 'billed_m3', label: 'Consumo faturado', type: 'volume', isTotal: true },
    { name: 'state', label: 'Situação', type: 'enum', options: READING_STATE_OPTIONS },
  ],
  sort: { column: 'sequence', direction: 'asc' },
  groups: ['anomaly', 'route', 'billing_group', 'reader', 'kind'],
  chart: {
    title: 'Consumo faturado com ocorrência, por código',
    category: 'anomaly',
    value: 'billed_m3',
  },
  sql: `select ${PLACE_COLUMNS}, i.sequence, r.premise_id, concat_ws(', ', p.street, p.number, p.complement) as address,
               i.meter_number as meter, r.anomaly_code as anomaly, r.message, r.read_on, r.reader_code as reader,
               r.reading::text as reading, r.kind, r.billed_m3, r.state
          from readings_readings r
          join readings_load_items i on i.id = r.load_item_id
          join readings_loads l on l.id = r.load_id
          join registry_premises p on p.id = r.premise_id
          ${PLACE_JOINS}
         where r.municipality_id = :municipality and r.reference = :reference and r.anomaly_code is not null
           and ${IN_PLACE}
           and (:reader::text is null or r.reader_code = :reader)
           and (:anomaly::text is null or r.anomaly_code = :anomaly)
           and (:kind::text is null or r.kind = :kind)`,
}
