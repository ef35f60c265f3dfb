import type { RecordType } from '#core/records/index'

/** Pressures of the network as they were measured at a premise: typed, imported or sent by other systems. */
export const pressures: RecordType = {
  name: 'metering.pressures',
  path: '/metering/pressures',
  table: 'metering_pressures',
  title: { one: 'Pressão medida', many: 'Pressões medidas', gender: 'f' },
  help: 'A pressão da rede no cavalete, em metros de coluna de água. Vale também para os imóveis vizinhos: diz onde um hidrômetro pode ser instalado.',
  label: 'premise_id',
  fields: [
    {
      ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
      isRequired: true,
    },
    { name: 'measured_on', label: 'Medida em', type: 'date', isRequired: true },
    {
      ...{ name: 'pressure_mca', label: 'Pressão', type: 'decimal', unit: 'mca' },
      ...{ isRequired: true, minimum: '0', maximum: '500' },
    },
    { name: 'instrument', label: 'Instrumento', type: 'text', maxLength: 80 },
    { name: 'remarks', label: 'Observações', type: 'longtext', maxLength: 500 },
  ],
  list: {
    columns: ['measured_on', 'premise_id', 'pressure_mca', 'instrument'],
    sort: { column: 'measured_on', direction: 'desc' },
    sortable: ['measured_on'],
    filters: ['measured_on'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'metering.read', write: 'metering.write', delete: 'metering.write' },
  actions: [],
}
