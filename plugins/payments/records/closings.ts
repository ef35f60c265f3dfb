import type { RecordField, RecordType } from '#core/records/index'
import { CHANNELS, RECEIPT_CLASSES, RECEIPT_STATES } from '#plugins/receivables/api'

const figure = (name: string, label: string, help?: string): RecordField => ({
  ...{ name: `${name}_cents`, label, type: 'money', isReadOnly: true },
  ...(help ? { help } : {}),
})

export const closings: RecordType = {
  name: 'payments.closings',
  path: '/payments/closings',
  table: 'payments_closings',
  title: { one: 'Fechamento da arrecadação', many: 'Fechamentos da arrecadação', gender: 'm' },
  help: 'O que a arrecadação de cada mês era quando foi fechada. Não muda: o que acontece depois entra no mês em que é lançado.',
  label: 'reference',
  fields: [
    { name: 'reference', label: 'Mês', type: 'refmonth', isRequired: true },
    figure('pending', 'Documentos pendentes', 'O que se devia no último dia do mês.'),
    figure('paid', 'Documentos pagos', 'Os recebimentos lançados no mês.'),
    figure('plans', 'Parcelamentos realizados'),
    figure('cancelled', 'Cancelamentos realizados'),
    figure('manual', 'Emissões manuais'),
    figure('reversed', 'Estornos realizados'),
    figure('unidentified', 'A identificar'),
    { name: 'receipts', label: 'Recebimentos', type: 'integer', isReadOnly: true },
    { name: 'closed_at', label: 'Fechado em', type: 'datetime', isReadOnly: true },
    { name: 'closed_by', label: 'Fechado por', type: 'text', isReadOnly: true },
  ],
  list: {
    columns: [
      ...['reference', 'pending_cents', 'paid_cents', 'plans_cents', 'cancelled_cents'],
      ...['manual_cents', 'receipts', 'closed_at'],
    ],
    sort: { column: 'reference', direction: 'desc' },
    sortable: ['reference'],
    filters: ['reference'],
  },
  search: [],
  related: [
    {
      title: 'Recebimentos do mês',
      record: 'payments.closing_receipts',
      foreignKey: 'closing_id',
    },
  ],
  permissions: { read: 'payments.read', write: null },
  createAction: 'payments.close_month',
  createFields: [{ name: 'reference', label: 'Mês', type: 'refmonth', isRequired: true }],
  actions: [],
}

export const closingReceipts: RecordType = {
  name: 'payments.closing_receipts',
  path: '/payments/closing-receipts',
  table: 'payments_closing_receipts',
  title: { one: 'Recebimento fechado', many: 'Recebimentos fechados', gender: 'm' },
  help: 'Cada recebimento como estava quando o seu mês foi fechado.',
  label: 'receipt_id',
  fields: [
    {
      ...{ name: 'closing_id', label: 'Mês', type: 'reference', record: 'payments.closings' },
      isReadOnly: true,
    },
    {
      ...{ name: 'receipt_id', label: 'Recebimento', type: 'reference' },
      ...{ record: 'receivables.receipts', isReadOnly: true },
    },
    { name: 'agent_code', label: 'Agente', type: 'text', isReadOnly: true },
    { name: 'channel', label: 'Forma', type: 'enum', options: CHANNELS, isReadOnly: true },
    { name: 'paid_on', label: 'Pago em', type: 'date', isReadOnly: true },
    { name: 'posted_on', label: 'Lançado em', type: 'date', isReadOnly: true },
    { name: 'amount_cents', label: 'Valor', type: 'money', isReadOnly: true },
    { name: 'applied_cents', label: 'Baixado', type: 'money', isReadOnly: true },
    { name: 'credit_cents', label: 'Virou crédito', type: 'money', isReadOnly: true },
    {
      ...{ name: 'class', label: 'Como foi pago', type: 'enum', options: RECEIPT_CLASSES },
      isReadOnly: true,
    },
    {
      ...{ name: 'state', label: 'Situação', type: 'enum', options: RECEIPT_STATES },
      isReadOnly: true,
    },
  ],
  list: {
    columns: ['receipt_id', 'paid_on', 'agent_code', 'channel', 'amount_cents', 'class', 'state'],
    sort: { column: 'paid_on', direction: 'desc' },
    sortable: ['paid_on'],
    filters: ['closing_id', 'paid_on', 'state'],
  },
  search: [],
  related: [],
  permissions: { read: 'payments.read', write: null },
  madeOn: 'payments.closings',
  actions: [],
}
