import type { RecordType } from '#core/records/index'
import { CHARGE_TYPES, COMPONENTS } from '#plugins/receivables/api'

export const charges: RecordType = {
  name: 'billing.charges',
  path: '/billing/charges',
  table: 'billing_charges',
  title: { one: 'Cobrança', many: 'Cobranças', gender: 'f' },
  help: 'As linhas das faturas, por serviço, categoria e beneficiário.',
  label: 'charge_type',
  fields: [
    {
      name: 'invoice_id',
      label: 'Fatura',
      type: 'reference',
      record: 'billing.invoices',
      isReadOnly: true,
    },
    { name: 'number', label: 'Linha', type: 'integer', isReadOnly: true },
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
    { name: 'quantity_m3', label: 'Volume', type: 'volume', unit: 'm³', isReadOnly: true },
    { name: 'amount_cents', label: 'Valor', type: 'money', isReadOnly: true },
  ],
  list: {
    columns: ['invoice_id', 'number', 'charge_type', 'category', 'quantity_m3', 'amount_cents'],
    sort: { column: 'invoice_id', direction: 'desc' },
    sortable: ['invoice_id'],
    filters: ['charge_type', 'component'],
  },
  search: [],
  related: [],
  scope: { column: 'invoice_id', of: 'billing.invoices' },
  permissions: { read: 'billing.read', write: null },
  actions: [],
}
