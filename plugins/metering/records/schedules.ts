import type { RecordType } from '#core/records/index'

/** On which day an order stood in the agenda of which team; written by its actions alone. */
export const schedules: RecordType = {
  name: 'metering.schedules',
  path: '/metering/schedules',
  table: 'metering_schedules',
  title: { one: 'Programação', many: 'Programações', gender: 'f' },
  help: 'Os dias em que cada ordem de hidrometria esteve na agenda, e o que foi remarcado.',
  label: 'order_id',
  fields: [
    { name: 'order_id', label: 'Ordem', type: 'reference', record: 'metering.orders' },
    { name: 'team', label: 'Equipe', type: 'text' },
    { name: 'scheduled_on', label: 'Dia', type: 'date' },
    { name: 'superseded_on', label: 'Remarcada em', type: 'date' },
    { name: 'scheduled_by', label: 'Programada por', type: 'text' },
    { name: 'scheduled_at', label: 'Registrada em', type: 'datetime' },
  ],
  list: {
    columns: ['scheduled_on', 'order_id', 'team', 'superseded_on', 'scheduled_by'],
    sort: { column: 'scheduled_on', direction: 'desc' },
    sortable: ['scheduled_on'],
    filters: ['scheduled_on'],
  },
  search: [],
  related: [],
  scope: { column: 'order_id', of: 'metering.orders' },
  permissions: { read: 'metering.read', write: null },
  madeOn: 'metering.orders',
  actions: [],
}
