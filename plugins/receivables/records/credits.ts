import type { RecordType } from '#core/records/index'
import { CREDIT_CAUSES } from './options.ts'

export const credits: RecordType = {
  name: 'receivables.credits',
  path: '/receivables/credits',
  table: 'receivables_credits',
  title: { one: 'Crédito', many: 'Créditos', gender: 'm' },
  help: 'Dinheiro pago em dobro, a maior ou de fatura depois corrigida, descontado das próximas faturas do imóvel depois da retenção.',
  label: 'created_on',
  fields: [
    { name: 'created_on', label: 'Criado em', type: 'date', isReadOnly: true },
    {
      name: 'premise_id',
      label: 'Imóvel',
      type: 'reference',
      record: 'registry.premises',
      isReadOnly: true,
    },
    {
      name: 'customer_id',
      label: 'Cliente',
      type: 'reference',
      record: 'registry.customers',
      isReadOnly: true,
    },
    {
      name: 'receipt_id',
      label: 'Recebimento',
      type: 'reference',
      record: 'receivables.receipts',
      isReadOnly: true,
    },
    { name: 'cause', label: 'Causa', type: 'enum', options: CREDIT_CAUSES, isReadOnly: true },
    { name: 'amount_cents', label: 'Valor', type: 'money', isReadOnly: true },
    { name: 'open_cents', label: 'Saldo', type: 'money', isReadOnly: true },
    { name: 'held_until', label: 'Utilizável a partir de', type: 'date', isReadOnly: true },
  ],
  list: {
    columns: ['created_on', 'premise_id', 'cause', 'amount_cents', 'open_cents', 'held_until'],
    sort: { column: 'created_on', direction: 'desc' },
    sortable: ['created_on'],
    filters: ['cause'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'receivables.read', write: null },
  actions: [],
}
