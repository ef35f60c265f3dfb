import type { RecordType } from '#core/records/index'
import { CHARGE_TYPES, COMPONENTS, ITEM_STATES } from './options.ts'

export const items: RecordType = {
  name: 'receivables.items',
  path: '/receivables/items',
  table: 'receivables_items',
  title: { one: 'Débito', many: 'Débitos', gender: 'm' },
  help: 'O que cada devedor deve: um valor por serviço, categoria e beneficiário. Documentos de pagamento apontam para débitos.',
  label: 'reference',
  fields: [
    { name: 'reference', label: 'Referência', type: 'refmonth', isReadOnly: true },
    {
      name: 'premise_id',
      label: 'Imóvel',
      type: 'reference',
      record: 'registry.premises',
      isReadOnly: true,
    },
    {
      name: 'debtor_id',
      label: 'Devedor',
      type: 'reference',
      record: 'registry.customers',
      isReadOnly: true,
    },
    {
      name: 'charge_type',
      label: 'Cobrança',
      type: 'enum',
      options: CHARGE_TYPES,
      isReadOnly: true,
    },
    {
      name: 'category',
      label: 'Categoria',
      type: 'lookup',
      lookup: 'registry.categories',
      isReadOnly: true,
    },
    { name: 'component', label: 'Parcela', type: 'enum', options: COMPONENTS, isReadOnly: true },
    { name: 'amount_cents', label: 'Valor', type: 'money', isReadOnly: true },
    { name: 'open_cents', label: 'Em aberto', type: 'money', isReadOnly: true },
    { name: 'due_on', label: 'Vencimento', type: 'date', isReadOnly: true },
    { name: 'state', label: 'Situação', type: 'enum', options: ITEM_STATES, isReadOnly: true },
  ],
  list: {
    columns: [
      ...['due_on', 'reference', 'premise_id', 'charge_type', 'amount_cents', 'open_cents'],
      'state',
    ],
    sort: { column: 'due_on', direction: 'desc' },
    sortable: ['due_on'],
    filters: ['state', 'charge_type', 'component'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'receivables.read', write: null },
  actions: [],
}
