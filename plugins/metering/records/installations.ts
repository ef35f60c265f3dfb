import type { RecordType } from '#core/records/index'

export const installations: RecordType = {
  name: 'metering.installations',
  path: '/metering/installations',
  table: 'metering_installations',
  title: { one: 'Instalação', many: 'Instalações', gender: 'f' },
  help: 'Que hidrômetro mediu cada ligação, de quando a quando. Uma ligação tem um só hidrômetro de cada vez.',
  label: 'installed_on',
  fields: [
    {
      name: 'meter_id',
      label: 'Hidrômetro',
      type: 'reference',
      record: 'metering.meters',
      isRequired: true,
    },
    {
      name: 'connection_id',
      label: 'Ligação',
      type: 'reference',
      record: 'registry.connections',
      isRequired: true,
    },
    { name: 'installed_on', label: 'Instalado em', type: 'date', isRequired: true },
    {
      name: 'initial_reading',
      label: 'Leitura inicial',
      type: 'integer',
      unit: 'm³',
      isRequired: true,
    },
    { name: 'removed_on', label: 'Retirado em', type: 'date' },
    { name: 'final_reading', label: 'Leitura final', type: 'integer', unit: 'm³' },
    { name: 'seal', label: 'Lacre', type: 'text', maxLength: 20 },
  ],
  list: {
    columns: ['installed_on', 'meter_id', 'connection_id', 'initial_reading', 'removed_on', 'seal'],
    sort: { column: 'installed_on', direction: 'desc' },
    sortable: ['installed_on'],
    filters: [],
  },
  search: [],
  related: [],
  permissions: { read: 'metering.read', write: null },
  createAction: 'metering.install_meter',
  actions: [],
}
