import type { RecordType } from '#core/records/index'
import { connection, meterOperations } from './meter_operations.ts'

export const installations: RecordType = {
  name: 'metering.installations',
  path: '/metering/installations',
  table: 'metering_installations',
  title: { one: 'Instalação', many: 'Instalações', gender: 'f' },
  help: 'Que hidrômetro mediu cada ligação, de quando a quando. Uma ligação tem um só hidrômetro de cada vez.',
  label: 'meter_id',
  fields: [
    {
      name: 'meter_id',
      label: 'Hidrômetro',
      type: 'reference',
      record: 'metering.meters',
      isRequired: true,
    },
    { ...connection, label: 'Ligação' },
    { name: 'installed_on', label: 'Instalado em', type: 'date', isRequired: true },
    {
      name: 'initial_reading',
      label: 'Leitura inicial',
      type: 'integer',
      unit: 'm³',
      isRequired: true,
    },
    {
      name: 'install_reason',
      label: 'Motivo da instalação',
      type: 'lookup',
      lookup: 'metering.movement_reasons',
    },
    { name: 'removed_on', label: 'Retirado em', type: 'date' },
    { name: 'final_reading', label: 'Leitura final', type: 'integer', unit: 'm³' },
    {
      name: 'removal_reason',
      label: 'Motivo da retirada',
      type: 'lookup',
      lookup: 'metering.movement_reasons',
    },
    { name: 'seal', label: 'Lacre', type: 'text', maxLength: 20 },
  ],
  list: {
    columns: [
      ...['meter_id', 'connection_id', 'installed_on', 'initial_reading', 'install_reason'],
      ...['removed_on', 'final_reading', 'removal_reason', 'seal'],
    ],
    sort: { column: 'installed_on', direction: 'desc' },
    sortable: ['installed_on'],
    filters: [],
  },
  search: [],
  related: [],
  scope: { column: 'connection_id', of: 'registry.connections' },
  permissions: { read: 'metering.read', write: null },
  createAction: 'metering.install_meter',
  createFields: [
    {
      name: 'meter_number',
      label: 'Hidrômetro',
      type: 'text',
      isRequired: true,
      maxLength: 20,
      help: 'Número de um hidrômetro em estoque, por exemplo A23X000001.',
    },
    ...meterOperations.install!.fields,
  ],
  actions: [],
}
