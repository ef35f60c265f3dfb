import { runOfInvoice } from '../services/invoices/run_of_invoice.ts'
import type { RecordType } from '#core/records/index'
import { cancelReason, invoiceOperations } from './invoice_operations.ts'
import { ARRANGEMENTS, HOLDS, SETTLEMENTS, STAGES } from './options.ts'

export const invoices: RecordType = {
  name: 'billing.invoices',
  path: '/billing/invoices',
  table: 'billing_invoices',
  title: { one: 'Fatura', many: 'Faturas', gender: 'f' },
  help: 'O que cada imóvel deve por um mês. A situação tem quatro dimensões: quitação, fase de cobrança, acordo e espera.',
  label: 'number',
  fields: [
    { name: 'number', label: 'Número', type: 'text', isReadOnly: true },
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
      ...{ name: 'owed_by_id', label: 'Deve agora', type: 'reference', isReadOnly: true },
      ...{
        record: 'registry.customers',
        help: 'Outro responsável do imóvel que assumiu o débito.',
      },
    },
    { name: 'issued_on', label: 'Emissão', type: 'date', isReadOnly: true },
    { name: 'due_on', label: 'Vencimento', type: 'date', isReadOnly: true },
    { name: 'billed_m3', label: 'Volume faturado', type: 'volume', unit: 'm³', isReadOnly: true },
    { name: 'total_cents', label: 'Total', type: 'money', isReadOnly: true },
    { name: 'withheld_cents', label: 'Tributos retidos', type: 'money', isReadOnly: true },
    {
      name: 'tariff_type',
      label: 'Tipo de tarifa',
      type: 'lookup',
      lookup: 'registry.tariff_types',
      help: 'Quando não é a normal.',
      isReadOnly: true,
    },
    {
      name: 'tariff_benefit_cents',
      label: 'Desconto do tipo de tarifa',
      type: 'money',
      help: 'O que a tarifa normal cobraria a mais.',
      isReadOnly: true,
    },
    { name: 'credits_cents', label: 'Créditos aplicados', type: 'money', isReadOnly: true },
    {
      name: 'carried_out_cents',
      label: 'Levado à próxima fatura',
      type: 'money',
      isReadOnly: true,
    },
    {
      name: 'settlement',
      label: 'Quitação',
      type: 'enum',
      options: SETTLEMENTS,
      isReadOnly: true,
    },
    { name: 'stage', label: 'Cobrança', type: 'enum', options: STAGES, isReadOnly: true },
    { name: 'hold', label: 'Em espera', type: 'enum', options: HOLDS, isReadOnly: true },
    { name: 'version', label: 'Versão', type: 'integer', isReadOnly: true },
    {
      name: 'replaces_id',
      label: 'Substitui',
      type: 'reference',
      record: 'billing.invoices',
      isReadOnly: true,
    },
    { name: 'arrangement', label: 'Acordo', type: 'enum', options: ARRANGEMENTS, isReadOnly: true },
  ],
  list: {
    columns: [
      ...['number', 'reference', 'premise_id', 'due_on', 'billed_m3', 'total_cents'],
      ...['settlement', 'stage', 'hold'],
    ],
    sort: { column: 'reference', direction: 'desc' },
    sortable: ['reference'],
    filters: ['reference', 'settlement', 'stage', 'arrangement', 'hold'],
  },
  search: ['number'],
  related: [{ title: 'Cobranças', record: 'billing.charges', foreignKey: 'invoice_id' }],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'billing.read', write: null },
  operations: invoiceOperations,
  actions: [],
  bulk: [
    {
      ...{ action: 'billing.cancel_invoice', effect: 'Cancelar {count} faturas' },
      fields: [cancelReason],
    },
  ],
  batch: runOfInvoice,
  detailPath: '/billing/invoices/:id',
}
