import type { RecordType } from '#core/records/index'
import { METER_SITUATIONS, MOVEMENT_KINDS } from './options.ts'

/** The life of meters, written by their actions alone. */
export const movements: RecordType = {
  name: 'metering.movements',
  path: '/metering/movements',
  table: 'metering_movements',
  title: { one: 'Movimento de hidrômetro', many: 'Movimentos de hidrômetro', gender: 'm' },
  help: 'Por onde cada hidrômetro passou, do estoque à sucata, por quem e por quê. Nada se apaga.',
  label: 'meter_id',
  fields: [
    { name: 'meter_id', label: 'Hidrômetro', type: 'reference', record: 'metering.meters' },
    { name: 'moved_on', label: 'Data', type: 'date' },
    { name: 'kind', label: 'Movimento', type: 'enum', options: MOVEMENT_KINDS },
    { name: 'origin', label: 'De', type: 'enum', options: METER_SITUATIONS },
    { name: 'destination', label: 'Para', type: 'enum', options: METER_SITUATIONS },
    { name: 'connection_id', label: 'Ligação', type: 'reference', record: 'registry.connections' },
    { name: 'reading', label: 'Leitura', type: 'integer', unit: 'm³' },
    { name: 'reason', label: 'Motivo', type: 'lookup', lookup: 'metering.movement_reasons' },
    { name: 'opinion', label: 'Parecer', type: 'longtext' },
    { name: 'moved_by', label: 'Usuário', type: 'text' },
    { name: 'moved_at', label: 'Registrado em', type: 'datetime' },
  ],
  list: {
    columns: [
      ...['moved_on', 'meter_id', 'kind', 'origin', 'destination', 'connection_id', 'reading'],
      ...['reason', 'moved_by'],
    ],
    sort: { column: 'moved_on', direction: 'desc' },
    sortable: ['moved_on'],
    filters: ['moved_on'],
  },
  search: [],
  related: [],
  scope: { column: 'connection_id', of: 'registry.connections', isOptional: true },
  permissions: { read: 'metering.read', write: null },
  actions: [],
}
