import type { RecordType } from '#core/records/index'

/** Seals that meters carried, written by their action alone. */
export const seals: RecordType = {
  name: 'metering.seals',
  path: '/metering/seals',
  table: 'metering_seals',
  title: { one: 'Lacre', many: 'Lacres', gender: 'm' },
  help: 'Que lacre cada hidrômetro levou, de quando a quando e por quê.',
  label: 'number',
  fields: [
    { name: 'number', label: 'Lacre', type: 'text' },
    { name: 'meter_id', label: 'Hidrômetro', type: 'reference', record: 'metering.meters' },
    { name: 'placed_on', label: 'Posto em', type: 'date' },
    { name: 'taken_on', label: 'Até', type: 'date' },
    { name: 'reason', label: 'Motivo', type: 'lookup', lookup: 'metering.seal_reasons' },
    { name: 'placed_by', label: 'Usuário', type: 'text' },
  ],
  list: {
    columns: ['number', 'meter_id', 'placed_on', 'taken_on', 'reason', 'placed_by'],
    sort: { column: 'number', direction: 'asc' },
    sortable: ['number'],
    filters: [],
  },
  search: [],
  related: [],
  permissions: { read: 'metering.read', write: null },
  actions: [],
}
