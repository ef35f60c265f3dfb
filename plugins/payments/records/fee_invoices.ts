import type { RecordField, RecordType } from '#core/records/index'
import { FEE_INVOICE_STATES } from './options.ts'

const asked: readonly RecordField[] = [
  {
    ...{ name: 'agent_id', label: 'Agente arrecadador', type: 'reference' },
    ...{ record: 'payments.agents', isRequired: true },
  },
  { name: 'number', label: 'Número', type: 'text', maxLength: 40, isRequired: true },
  {
    ...{ name: 'from_on', label: 'Créditos de', type: 'date', isRequired: true },
    help: 'O período que a fatura cobra, pelo dia em que o banco creditou.',
  },
  { name: 'until_on', label: 'Até', type: 'date', isRequired: true },
  { name: 'due_on', label: 'Vencimento', type: 'date', isRequired: true },
  { name: 'amount_cents', label: 'Valor da fatura', type: 'money', isRequired: true },
]

type Row = Readonly<Record<string, unknown>>
const isOpen = ({ state }: Row) => state !== 'approved' && state !== 'paid'

export const feeInvoices: RecordType = {
  name: 'payments.fee_invoices',
  path: '/payments/fee-invoices',
  table: 'payments_fee_invoices',
  title: { one: 'Fatura de tarifas', many: 'Faturas de tarifas dos bancos', gender: 'f' },
  help: 'O que cada banco cobra pelos documentos que recebeu, comparado com a tabela de tarifas dos convênios.',
  label: 'number',
  fields: [
    ...asked,
    { name: 'receipts', label: 'Documentos no período', type: 'integer', isReadOnly: true },
    { name: 'expected_cents', label: 'Devido pela tabela', type: 'money', isReadOnly: true },
    { name: 'difference_cents', label: 'Diferença', type: 'money', isReadOnly: true },
    {
      ...{ name: 'state', label: 'Situação', type: 'enum', options: FEE_INVOICE_STATES },
      isReadOnly: true,
    },
    { name: 'decided_by', label: 'Decidida por', type: 'text', isReadOnly: true },
    { name: 'decided_at', label: 'Decidida em', type: 'datetime', isReadOnly: true },
    { name: 'decision', label: 'Motivo', type: 'longtext', isReadOnly: true },
    { name: 'paid_on', label: 'Paga em', type: 'date', isReadOnly: true },
  ],
  list: {
    columns: [
      ...['due_on', 'agent_id', 'number', 'amount_cents', 'expected_cents', 'difference_cents'],
      'state',
    ],
    sort: { column: 'due_on', direction: 'desc' },
    sortable: ['due_on'],
    filters: ['state', 'agent_id', 'due_on'],
  },
  search: ['number'],
  related: [],
  permissions: { read: 'payments.read', write: null },
  createAction: 'payments.register_fee_invoice',
  createFields: asked,
  operations: {
    approve: {
      action: 'payments.approve_fee_invoice',
      help: 'A fatura pode ser paga. Quando difere do devido, diga por que se aprova assim mesmo.',
      fields: [],
      isOffered: isOpen,
    },
    contest: {
      action: 'payments.contest_fee_invoice',
      help: 'A fatura fica à espera da correção do banco.',
      fields: [],
      isOffered: isOpen,
    },
    pay: {
      action: 'payments.pay_fee_invoice',
      help: 'Fica registrado quando se pagou.',
      fields: [{ name: 'paid_on', label: 'Paga em', type: 'date', isRequired: true }],
      today: ['paid_on'],
      isOffered: ({ state }) => state === 'approved',
    },
  },
  actions: [],
}
