import type { RecordType } from '#core/records/index'
import { REVIEW_STATE_OPTIONS } from './options.ts'

const FIRST = 'Leitura duvidosa'
const SECOND = 'Segunda visita'

/** Second visits that the critique asked for, with both readings (TR-3.2.4.6c). */
export const fieldReviews: RecordType = {
  name: 'readings.field_reviews',
  path: '/readings/field-reviews',
  table: 'readings_field_reviews',
  title: { one: 'Conferência em campo', many: 'Conferências em campo', gender: 'f' },
  help: 'Leituras que a crítica mandou conferir: o que se leu na primeira visita, o que se pediu e o que a segunda trouxe. As duas ficam.',
  label: 'registration_number',
  fields: [
    { name: 'registration_number', label: 'Matrícula', type: 'registration', isReadOnly: true },
    {
      name: 'premise_id',
      label: 'Imóvel',
      type: 'reference',
      record: 'registry.premises',
      isReadOnly: true,
    },
    {
      name: 'load_id',
      label: 'Carga',
      type: 'reference',
      record: 'readings.loads',
      isReadOnly: true,
    },
    {
      name: 'reading_id',
      label: 'Leitura do mês',
      type: 'reference',
      record: 'readings.readings',
      isReadOnly: true,
    },
    {
      name: 'state',
      label: 'Situação',
      type: 'enum',
      options: REVIEW_STATE_OPTIONS,
      isReadOnly: true,
    },
    { name: 'critique', label: 'Por que foi retida', type: 'longtext', isReadOnly: true },
    { name: 'request', label: 'O que se pediu', type: 'longtext', isReadOnly: true },
    { name: 'asked_by', label: 'Pedida por', type: 'text', isReadOnly: true },
    { name: 'asked_at', label: 'Pedida em', type: 'datetime', isReadOnly: true },
    {
      name: 'doubtful_reading',
      label: 'Leitura',
      type: 'integer',
      isReadOnly: true,
      section: FIRST,
    },
    {
      name: 'doubtful_read_on',
      label: 'Lida em',
      type: 'date',
      isReadOnly: true,
      section: FIRST,
    },
    {
      name: 'doubtful_anomaly',
      label: 'Anormalidade',
      type: 'text',
      isReadOnly: true,
      section: FIRST,
    },
    {
      name: 'doubtful_reader',
      label: 'Leiturista',
      type: 'text',
      isReadOnly: true,
      section: FIRST,
    },
    {
      name: 'doubtful_m3',
      label: 'Consumo medido',
      type: 'volume',
      isReadOnly: true,
      section: FIRST,
    },
    { name: 'reading', label: 'Leitura', type: 'integer', isReadOnly: true, section: SECOND },
    {
      name: 'anomaly_code',
      label: 'Anormalidade',
      type: 'text',
      isReadOnly: true,
      section: SECOND,
    },
    { name: 'reader_code', label: 'Leiturista', type: 'text', isReadOnly: true, section: SECOND },
    {
      name: 'returned_at',
      label: 'Voltou em',
      type: 'datetime',
      isReadOnly: true,
      section: SECOND,
    },
  ],
  list: {
    columns: [
      ...['asked_at', 'registration_number', 'state', 'critique', 'doubtful_reading', 'reading'],
      ...['asked_by', 'returned_at'],
    ],
    sort: { column: 'asked_at', direction: 'desc' },
    sortable: ['asked_at'],
    filters: ['load_id', 'state'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'readings.read', write: null },
  actions: [],
}
