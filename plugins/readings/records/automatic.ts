import type { RecordType } from '#core/records/index'
import { AUTOMATIC_FATE_OPTIONS, AUTOMATIC_SOURCE_OPTIONS } from './options.ts'

/** What came at once from automatic meters, with the fate of its messages (TR-3.2.3.12). */
export const automaticDeliveries: RecordType = {
  name: 'readings.automatic_deliveries',
  path: '/readings/automatic-deliveries',
  table: 'readings_automatic_deliveries',
  title: { one: 'Entrega de leituras automáticas', many: 'Leituras automáticas', gender: 'f' },
  help: 'O que os hidrômetros com leitura automática (AMR) mandaram, por transmissão ou arquivo. Para mandar um arquivo, abra Importar leituras automáticas no menu.',
  label: 'name',
  fields: [
    { name: 'received_at', label: 'Recebida em', type: 'datetime', isReadOnly: true },
    { name: 'name', label: 'Nome', type: 'text', isReadOnly: true },
    {
      name: 'source',
      label: 'Como veio',
      type: 'enum',
      options: AUTOMATIC_SOURCE_OPTIONS,
      isReadOnly: true,
    },
    { name: 'received_by', label: 'Mandada por', type: 'text', isReadOnly: true },
    { name: 'line_count', label: 'Mensagens', type: 'integer', isReadOnly: true },
    { name: 'accepted_count', label: 'Guardadas', type: 'integer', isReadOnly: true },
    { name: 'repeated_count', label: 'Repetidas', type: 'integer', isReadOnly: true },
    { name: 'unknown_count', label: 'Desconhecidas', type: 'integer', isReadOnly: true },
    { name: 'rejected_count', label: 'Recusadas', type: 'integer', isReadOnly: true },
    { name: 'sha256', label: 'Impressão digital (SHA-256)', type: 'text', isReadOnly: true },
  ],
  list: {
    columns: [
      ...['received_at', 'name', 'source', 'line_count', 'accepted_count', 'repeated_count'],
      ...['unknown_count', 'rejected_count'],
    ],
    sort: { column: 'received_at', direction: 'desc' },
    sortable: ['received_at'],
    filters: [],
  },
  search: [],
  related: [{ title: 'Mensagens', record: 'readings.automatic_lines', foreignKey: 'delivery_id' }],
  permissions: { read: 'readings.read', write: null },
  actions: [],
}

/** Every message of an automatic meter: the readings that were kept, and the others with the reason. */
export const automaticLines: RecordType = {
  name: 'readings.automatic_lines',
  path: '/readings/automatic-lines',
  table: 'readings_automatic_lines',
  title: { one: 'Mensagem de hidrômetro', many: 'Mensagens de hidrômetros', gender: 'f' },
  help: 'Cada mensagem dos hidrômetros com leitura automática: as guardadas são leituras da ligação em que o hidrômetro estava; as outras dizem o motivo.',
  label: 'meter_number',
  fields: [
    {
      name: 'delivery_id',
      label: 'Entrega',
      type: 'reference',
      record: 'readings.automatic_deliveries',
      isReadOnly: true,
    },
    { name: 'number', label: 'Mensagem', type: 'integer', isReadOnly: true },
    { name: 'meter_number', label: 'Hidrômetro', type: 'text', isReadOnly: true },
    { name: 'sent_reading', label: 'Leitura como veio', type: 'text', isReadOnly: true },
    { name: 'sent_at', label: 'Data e hora como vieram', type: 'text', isReadOnly: true },
    {
      name: 'fate',
      label: 'Destino',
      type: 'enum',
      options: AUTOMATIC_FATE_OPTIONS,
      isReadOnly: true,
    },
    { name: 'reason', label: 'Motivo', type: 'longtext', isReadOnly: true },
    {
      name: 'premise_id',
      label: 'Imóvel',
      type: 'reference',
      record: 'registry.premises',
      isReadOnly: true,
    },
    {
      name: 'connection_id',
      label: 'Ligação',
      type: 'reference',
      record: 'registry.connections',
      isReadOnly: true,
    },
    { name: 'reading', label: 'Leitura', type: 'integer', unit: 'm³', isReadOnly: true },
    {
      name: 'origin',
      label: 'Origem',
      type: 'lookup',
      lookup: 'readings.origins',
      isReadOnly: true,
    },
  ],
  list: {
    columns: [
      ...['meter_number', 'premise_id', 'sent_at', 'reading', 'fate', 'reason', 'origin'],
      ...['delivery_id', 'number'],
    ],
    sort: { column: 'delivery_id', direction: 'desc' },
    sortable: [],
    filters: ['fate', 'delivery_id'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'readings.read', write: null },
  actions: [],
}
