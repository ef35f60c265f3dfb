import type { RecordType } from '#core/records/index'
import { CORRECTION_KINDS } from '../domain/correction_kinds.ts'

export const corrections: RecordType = {
  name: 'billing.corrections',
  path: '/billing/corrections',
  table: 'billing_corrections',
  title: { one: 'Correção de fatura', many: 'Correções de faturas', gender: 'f' },
  help: 'Cada fatura cancelada ou substituída depois de emitida: o que mudou, por que, quem mudou e quanto.',
  label: 'corrected_on',
  fields: [
    { name: 'corrected_on', label: 'Data', type: 'date', isReadOnly: true },
    { name: 'kind', label: 'Correção', type: 'enum', options: CORRECTION_KINDS, isReadOnly: true },
    {
      name: 'invoice_id',
      label: 'Fatura',
      type: 'reference',
      record: 'billing.invoices',
      isReadOnly: true,
    },
    {
      name: 'successor_id',
      label: 'Nova fatura',
      type: 'reference',
      record: 'billing.invoices',
      isReadOnly: true,
    },
    {
      name: 'premise_id',
      label: 'Imóvel',
      type: 'reference',
      record: 'registry.premises',
      isReadOnly: true,
    },
    { name: 'reference', label: 'Referência', type: 'refmonth', isReadOnly: true },
    { name: 'before_cents', label: 'Antes', type: 'money', isReadOnly: true },
    { name: 'after_cents', label: 'Depois', type: 'money', isReadOnly: true },
    { name: 'paid_cents', label: 'Pago que virou crédito', type: 'money', isReadOnly: true },
    { name: 'reason_code', label: 'Código do motivo', type: 'text', isReadOnly: true },
    { name: 'reason', label: 'Motivo', type: 'longtext', isReadOnly: true },
    { name: 'message', label: 'Efeito', type: 'text', isReadOnly: true },
    { name: 'author_name', label: 'Quem', type: 'text', isReadOnly: true },
    { name: 'corrected_at', label: 'Quando', type: 'datetime', isReadOnly: true },
  ],
  list: {
    columns: [
      ...['corrected_on', 'kind', 'invoice_id', 'successor_id', 'premise_id', 'reference'],
      ...['before_cents', 'after_cents', 'reason', 'author_name'],
    ],
    sort: { column: 'corrected_on', direction: 'desc' },
    sortable: ['corrected_on'],
    filters: ['corrected_on', 'kind'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'billing.read', write: null },
  actions: [],
}
