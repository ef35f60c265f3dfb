import type { RecordType } from '#core/records/index'
import { HOLDING_ROLES } from './options.ts'

export const holdings: RecordType = {
  name: 'registry.holdings',
  path: '/registry/holdings',
  table: 'registry_holdings',
  title: { one: 'Responsável', many: 'Responsáveis', gender: 'm' },
  help: 'Quem é titular, proprietário ou inquilino de cada imóvel, e desde quando. Há um só titular de cada vez.',
  label: 'customer_id',
  fields: [
    {
      name: 'premise_id',
      label: 'Imóvel',
      type: 'reference',
      record: 'registry.premises',
      isRequired: true,
    },
    {
      name: 'customer_id',
      label: 'Cliente',
      type: 'reference',
      record: 'registry.customers',
      isRequired: true,
    },
    { name: 'role', label: 'Papel', type: 'enum', options: HOLDING_ROLES, isRequired: true },
    { name: 'from_on', label: 'Desde', type: 'date', isRequired: true },
    { name: 'until_on', label: 'Até', type: 'date', help: 'Último dia, inclusive.' },
    { name: 'lease_until', label: 'Fim do contrato', type: 'date', help: 'Só do inquilino.' },
  ],
  list: {
    columns: ['premise_id', 'customer_id', 'role', 'from_on', 'until_on', 'lease_until'],
    sort: { column: 'from_on', direction: 'desc' },
    sortable: ['from_on'],
    filters: ['role'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  madeOn: 'registry.premises',
  permissions: { read: 'registry.read', write: null },
  person: { record: 'registry.customers', key: 'customer_id', anonymised: {} },
  actions: [],
}
