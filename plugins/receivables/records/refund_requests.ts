import type { EnumOption, RecordField, RecordType } from '#core/records/index'

const STATES: readonly EnumOption[] = [
  { value: 'requested', label: 'À espera de decisão', tone: 'attention' },
  { value: 'approved', label: 'Aprovado: virou crédito', tone: 'good' },
  { value: 'paid', label: 'Devolvido em dinheiro', tone: 'good' },
  { value: 'refused', label: 'Recusado', tone: 'neutral' },
]

const GIVEN: readonly EnumOption[] = [
  { value: 'cash', label: 'Em dinheiro, no caixa' },
  { value: 'transfer', label: 'Transferência bancária' },
]

const claimed: readonly RecordField[] = [
  {
    ...{ name: 'document_id', label: 'Conta paga em dobro', type: 'reference', isRequired: true },
    record: 'receivables.documents',
  },
  {
    ...{ name: 'paid_on', label: 'Pago em', type: 'date', isRequired: true },
    help: 'A data do comprovante que o cliente mostra.',
  },
  {
    ...{ name: 'amount_cents', label: 'Valor pago', type: 'money', isRequired: true },
    minimum: '0.01',
  },
  {
    ...{ name: 'request', label: 'O que o cliente pede', type: 'longtext', isRequired: true },
    maxLength: 500,
  },
]

const receipt = (name: string, label: string): RecordField => ({
  ...{ name, label, type: 'reference', record: 'receivables.receipts', section: 'Conferência' },
})

/** What customers ask back, with both payments that the check found (CM-27). */
export const refundRequests: RecordType = {
  name: 'receivables.refund_requests',
  path: '/receivables/refund-requests',
  table: 'receivables_refund_requests',
  title: { one: 'Pedido de ressarcimento', many: 'Pedidos de ressarcimento', gender: 'm' },
  help: 'O que o cliente pagou em dobro e pede de volta. O pedido é conferido com os pagamentos recebidos, e outra pessoa o aprova: o segundo pagamento vira crédito liberado.',
  label: 'requested_at',
  fields: [
    { name: 'requested_at', label: 'Pedido em', type: 'datetime' },
    { name: 'state', label: 'Situação', type: 'enum', options: STATES },
    ...claimed,
    { name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
    { name: 'customer_id', label: 'Cliente', type: 'reference', record: 'registry.customers' },
    { name: 'requested_by', label: 'Registrado por', type: 'text' },
    receipt('first_receipt_id', 'Primeiro pagamento'),
    receipt('second_receipt_id', 'Segundo pagamento'),
    {
      ...{ name: 'credit_id', label: 'Crédito', type: 'reference', section: 'Conferência' },
      record: 'receivables.credits',
    },
    { name: 'credit_cents', label: 'A ressarcir', type: 'money', section: 'Conferência' },
    { name: 'decided_at', label: 'Decidido em', type: 'datetime', section: 'Decisão' },
    { name: 'decided_by', label: 'Decidido por', type: 'text', section: 'Decisão' },
    { name: 'decision', label: 'Por quê', type: 'text', section: 'Decisão' },
    { name: 'given_on', label: 'Devolvido em', type: 'date', section: 'Devolução' },
    { name: 'given_cents', label: 'Valor devolvido', type: 'money', section: 'Devolução' },
    { name: 'given_how', label: 'Como', type: 'enum', options: GIVEN, section: 'Devolução' },
    { name: 'given_proof', label: 'Comprovante', type: 'text', section: 'Devolução' },
    { name: 'given_by', label: 'Por', type: 'text', section: 'Devolução' },
  ],
  list: {
    columns: ['requested_at', 'document_id', 'premise_id', 'credit_cents', 'state', 'requested_by'],
    sort: { column: 'requested_at', direction: 'desc' },
    sortable: ['requested_at'],
    filters: ['state'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'receivables.read', write: null },
  createAction: 'receivables.request_refund',
  createFields: claimed,
  operations: {
    approve: {
      action: 'receivables.approve_refund',
      help: 'O crédito do segundo pagamento fica liberado para as próximas faturas. Quem pediu não aprova.',
      fields: [],
      isOffered: ({ state }) => state === 'requested',
    },
    transfer: {
      action: 'receivables.pay_refund',
      help: 'O valor sai da conta do prestador para a do cliente, e tanto do crédito deixa de existir. Em dinheiro, quem paga é o caixa.',
      fields: [
        {
          ...{ name: 'proof', label: 'Número da transferência', type: 'text', isRequired: true },
          maxLength: 60,
        },
        {
          ...{ name: 'amount_cents', label: 'Valor devolvido', type: 'money', minimum: '0.01' },
          help: 'Vazio: o crédito inteiro. O que não voltar em dinheiro abate as próximas faturas.',
        },
      ],
      isOffered: ({ state }) => state === 'approved',
    },
    refuse: {
      action: 'receivables.refuse_refund',
      help: 'O pedido fica recusado, com o motivo. O crédito segue a sua própria retenção.',
      fields: [],
      isOffered: ({ state }) => state === 'requested',
    },
  },
  actions: [],
}
