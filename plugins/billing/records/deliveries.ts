import type { RecordType } from '#core/records/index'

const OUTCOMES = [
  { value: 'delivered', label: 'Entregue', tone: 'good' },
  { value: 'returned', label: 'Devolvida', tone: 'bad' },
] as const

export const deliveries: RecordType = {
  name: 'billing.deliveries',
  path: '/billing/deliveries',
  table: 'billing_deliveries',
  title: { one: 'Entrega de fatura', many: 'Entregas de faturas', gender: 'f' },
  help: 'Cada tentativa de entrega das faturas em papel, como o entregador contou. Registra-se no acompanhamento do mês.',
  label: 'on_date',
  fields: [
    { name: 'on_date', label: 'Dia', type: 'date', isReadOnly: true },
    {
      ...{ name: 'invoice_id', label: 'Fatura', type: 'reference', record: 'billing.invoices' },
      isReadOnly: true,
    },
    {
      ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
      isReadOnly: true,
    },
    { name: 'reference', label: 'Referência', type: 'refmonth', isReadOnly: true },
    {
      ...{ name: 'outcome', label: 'Resultado', type: 'enum', options: OUTCOMES },
      isReadOnly: true,
    },
    {
      ...{ name: 'reason_code', label: 'Motivo', type: 'lookup' },
      ...{ lookup: 'billing.delivery_reasons', isReadOnly: true },
    },
    { name: 'recorded_by', label: 'Quem registrou', type: 'text', isReadOnly: true },
    { name: 'recorded_at', label: 'Quando', type: 'datetime', isReadOnly: true },
  ],
  list: {
    columns: ['on_date', 'premise_id', 'invoice_id', 'reference', 'outcome', 'reason_code'],
    sort: { column: 'on_date', direction: 'desc' },
    sortable: ['on_date'],
    filters: ['on_date', 'reference', 'outcome', 'reason_code'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'billing.read', write: null },
  actions: [],
}
