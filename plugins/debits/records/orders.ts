import type { RecordType } from '#core/records/index'
import { firstDay } from '../services/resend.ts'
import { ORDER_STATES } from './options.ts'

const CAN_RESEND: readonly unknown[] = ['refused', 'missed', 'cancelled']
const CAN_CANCEL: readonly unknown[] = ['waiting', 'sent']

/** Each invoice that was issued for debit in account, and where its debit stands. */
export const orders: RecordType = {
  name: 'debits.orders',
  path: '/debits/orders',
  table: 'debits_orders',
  title: { one: 'Fatura em débito em conta', many: 'Faturas em débito em conta', gender: 'f' },
  help: 'Cada fatura emitida para débito em conta: quando vai ao banco, o que ele respondeu e o que se fez depois.',
  label: 'number',
  fields: [
    { name: 'number', label: 'Fatura nº', type: 'text', isReadOnly: true },
    {
      ...{ name: 'invoice_id', label: 'Fatura', type: 'reference', record: 'billing.invoices' },
      isReadOnly: true,
    },
    {
      ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
      isReadOnly: true,
    },
    {
      ...{ name: 'customer_id', label: 'Cliente', type: 'reference', isReadOnly: true },
      record: 'registry.customers',
    },
    {
      ...{ name: 'agreement_id', label: 'Convênio', type: 'reference', isReadOnly: true },
      record: 'payments.agreements',
    },
    { name: 'reference', label: 'Referência', type: 'refmonth', isReadOnly: true },
    { name: 'amount_cents', label: 'Valor', type: 'money', isReadOnly: true },
    { name: 'due_on', label: 'Vencimento', type: 'date', isReadOnly: true },
    { name: 'debit_on', label: 'Debitar em', type: 'date', isReadOnly: true },
    {
      ...{ name: 'state', label: 'Situação', type: 'enum', options: ORDER_STATES },
      isReadOnly: true,
    },
    {
      ...{ name: 'occurrence', label: 'Resposta do banco', type: 'lookup', isReadOnly: true },
      lookup: 'payments.direct_debit_occurrences',
    },
    { name: 'answered_on', label: 'Respondida em', type: 'date', isReadOnly: true },
    {
      ...{ name: 'receipt_id', label: 'Recebimento', type: 'reference', isReadOnly: true },
      record: 'receivables.receipts',
    },
    { name: 'attempts', label: 'Vezes enviada', type: 'integer', isReadOnly: true },
    {
      ...{ name: 'resend_reason', label: 'Motivo do reenvio', type: 'lookup', isReadOnly: true },
      lookup: 'payments.direct_debit_resend_reasons',
    },
    { name: 'note', label: 'Observação', type: 'text', isReadOnly: true },
    {
      ...{ name: 'enrolment_id', label: 'Opção', type: 'reference', isReadOnly: true },
      record: 'debits.enrolments',
    },
  ],
  list: {
    columns: [
      'number',
      'premise_id',
      'agreement_id',
      'due_on',
      'amount_cents',
      'state',
      'occurrence',
    ],
    sort: { column: 'due_on', direction: 'desc' },
    sortable: ['due_on'],
    filters: ['state', 'agreement_id', 'due_on', 'premise_id'],
  },
  search: ['number'],
  related: [{ title: 'Envios ao banco', record: 'debits.sendings', foreignKey: 'order_id' }],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'debits.read', write: null },
  operations: {
    resend: {
      action: 'debits.resend',
      help: 'Só esta fatura entra, uma vez, na próxima remessa do convênio; as outras do cliente ficam como estão. Até o banco responder, ela deixa de ser oferecida com código de barras.',
      fields: [
        {
          ...{ name: 'reason_code', label: 'Motivo', type: 'lookup', isRequired: true },
          lookup: 'payments.direct_debit_resend_reasons',
        },
        { name: 'debit_on', label: 'Debitar em', type: 'date', isRequired: true },
      ],
      initial: async ({ tx, municipalityId, today }) => ({
        debit_on: await firstDay(tx, municipalityId, today),
      }),
      isOffered: ({ state }) => CAN_RESEND.includes(state),
    },
    cancel: {
      action: 'debits.cancel',
      help: 'A fatura deixa de ser debitada e volta a ser paga com código de barras. Se já foi enviada, o banco recebe o cancelamento na próxima remessa.',
      fields: [],
      isOffered: ({ state }) => CAN_CANCEL.includes(state),
    },
  },
  actions: [],
}
