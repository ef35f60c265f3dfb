import type { RecordType } from '#core/records/index'
import { checkFlows } from './checks.ts'
import { meterAttributes } from './meter_attributes.ts'

/** What meters of one model have in common: a meter is registered with them. */
export const models: RecordType = {
  name: 'metering.models',
  path: '/metering/models',
  table: 'metering_models',
  title: { one: 'Modelo de hidrômetro', many: 'Modelos de hidrômetro', gender: 'm' },
  help: 'Um hidrômetro é cadastrado com as características do seu modelo: marca, vazões, classe e ponteiros. Mudar o modelo não muda os hidrômetros já cadastrados.',
  label: 'name',
  fields: [
    {
      name: 'name',
      label: 'Modelo',
      type: 'text',
      isRequired: true,
      maxLength: 40,
      section: 'Identificação',
    },
    {
      name: 'brand',
      label: 'Marca',
      type: 'text',
      isRequired: true,
      maxLength: 40,
      section: 'Identificação',
    },
    {
      name: 'is_active',
      label: 'Em uso',
      type: 'boolean',
      help: 'Desligado: não se cadastram mais hidrômetros deste modelo.',
      section: 'Identificação',
    },
    ...meterAttributes,
  ],
  list: {
    columns: ['name', 'brand', 'meter_type', 'flow_class', 'diameter', 'digits', 'is_active'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name'],
    filters: ['is_active'],
  },
  search: ['name', 'brand'],
  related: [],
  importKey: ['brand', 'name'],
  choice: { active: 'is_active' },
  permissions: { read: 'metering.read', write: 'metering.write' },
  check: checkFlows,
  actions: [],
}
