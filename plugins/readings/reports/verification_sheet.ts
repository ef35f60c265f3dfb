import { type Report, monthFilter } from '#core/reports/index'
import { holderColumn, premiseColumn } from '#plugins/registry/api'
import { REVIEW_STATE_OPTIONS } from '../records/options.ts'
import {
  IN_PLACE,
  PLACE_COLUMNS,
  PLACE_JOINS,
  groupColumn,
  placeFilters,
  readerColumn,
  routeColumn,
} from './shared.ts'

/** The units that the critique wants to see again, with their registry, in the order of the walk (TR-3.2.4.13). */
export const verificationSheet: Report = {
  name: 'readings.verification_sheet',
  title: 'Boletim de verificação de leitura',
  help: 'Os imóveis marcados na crítica para conferir em campo, com cadastro, hidrômetro, leituras e o motivo, na ordem do roteiro.',
  permission: 'readings.read',
  personal: 'registry.personal_data',
  section: 'Leitura',
  filters: [
    monthFilter,
    ...placeFilters,
    {
      name: 'state',
      label: 'Situação',
      type: 'enum',
      options: REVIEW_STATE_OPTIONS,
      initial: () => 'asked',
    },
  ],
  columns: [
    groupColumn,
    routeColumn,
    { name: 'sequence', label: 'Ordem', type: 'integer' },
    premiseColumn,
    holderColumn,
    { name: 'address', label: 'Endereço', type: 'text' },
    { name: 'district', label: 'Bairro', type: 'text' },
    { name: 'category', label: 'Categorias', type: 'text' },
    { name: 'meter', label: 'Hidrômetro', type: 'text' },
    { name: 'previous_reading', label: 'Leitura anterior', type: 'text' },
    { name: 'previous_read_on', label: 'Lida em', type: 'date' },
    { name: 'reading', label: 'Leitura a conferir', type: 'text' },
    { name: 'read_on', label: 'Lida em', type: 'date' },
    { name: 'measured_m3', label: 'Consumo', type: 'volume' },
    { name: 'average_m3', label: 'Média', type: 'volume' },
    { name: 'critique', label: 'Motivo da crítica', type: 'text' },
    { name: 'request', label: 'O que conferir', type: 'text' },
    readerColumn,
    { name: 'second_reading', label: 'Segunda leitura', type: 'text' },
    { name: 'state', label: 'Situação', type: 'enum', options: REVIEW_STATE_OPTIONS },
  ],
  sort: { column: 'sequence', direction: 'asc' },
  groups: ['route', 'billing_group', 'critique'],
  sql: `select ${PLACE_COLUMNS}, i.sequence, v.premise_id, p.holder_name as holder,
               concat_ws(', ', p.street, p.number, p.complement) as address, p.district, e.category, i.meter_number as meter,
               i.previous_reading::text as previous_reading, i.previous_read_on, v.doubtful_reading::text as reading,
               v.doubtful_read_on as read_on, v.doubtful_m3 as measured_m3, round(i.average_m3, 2) as average_m3,
               v.critique, v.request, v.doubtful_reader as reader, v.reading::text as second_reading, v.state
          from readings_loads l
          join readings_field_reviews v on v.load_id = l.id
          join readings_load_items i on i.id = v.load_item_id
          join registry_premises p on p.id = v.premise_id
          left join lateral (
            select string_agg(category || ' ' || economies, ', ' order by category) as category
              from registry_premise_economies e
             where e.municipality_id = p.municipality_id and e.premise_id = p.id and e.until_on is null) e on true
          ${PLACE_JOINS}
         where l.municipality_id = :municipality and l.reference = :reference
           and (:state::text is null or v.state = :state) and ${IN_PLACE}`,
}
