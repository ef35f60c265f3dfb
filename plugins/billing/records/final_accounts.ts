import type { EnumOption, RecordField, RecordType } from '#core/records/index'
import { premise } from './term_fields.ts'

const STATES: readonly EnumOption[] = [
  { value: 'open', label: 'A pagar', tone: 'attention' },
  { value: 'paid', label: 'Paga', tone: 'good' },
  { value: 'cancelled', label: 'Desfeita', tone: 'neutral' },
]

const KINDS: readonly EnumOption[] = [
  { value: 'overdue', label: 'Vencido', tone: 'bad' },
  { value: 'due', label: 'A vencer', tone: 'info' },
  { value: 'future', label: 'Ainda não faturado', tone: 'neutral' },
]

const money = (name: string, label: string): RecordField => ({ name, label, type: 'money' })

/** All that customers owed at premises that they asked to be disconnected from. */
export const finalAccounts: RecordType = {
  name: 'billing.final_accounts',
  path: '/billing/final-accounts',
  table: 'billing_final_accounts',
  title: { one: 'Conta final', many: 'Contas finais', gender: 'f' },
  help: 'Tudo o que um cliente deve em um imóvel, vencido, a vencer e ainda não faturado, em um só documento, a pedido de desligamento. Emite-se pela página do imóvel.',
  madeOn: 'registry.premises',
  label: 'number',
  fields: [
    { name: 'number', label: 'Documento', type: 'text' },
    premise,
    { name: 'customer_id', label: 'Cliente', type: 'reference', record: 'registry.customers' },
    { name: 'issued_on', label: 'Emissão', type: 'date' },
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    money('overdue_cents', 'Vencido'),
    money('due_cents', 'A vencer'),
    money('future_cents', 'Ainda não faturado'),
    money('total_cents', 'Total'),
    { name: 'state', label: 'Situação', type: 'enum', options: STATES },
    { name: 'paid_on', label: 'Paga em', type: 'date' },
    { name: 'remarks', label: 'Observações', type: 'longtext' },
    { name: 'issued_by', label: 'Emitida por', type: 'text' },
    { name: 'cancelled_by', label: 'Desfeita por', type: 'text' },
  ],
  list: {
    columns: ['issued_on', 'number', 'premise_id', 'customer_id', 'total_cents', 'due_on', 'state'],
    sort: { column: 'issued_on', direction: 'desc' },
    sortable: ['issued_on'],
    filters: ['issued_on', 'state'],
  },
  search: ['number'],
  related: [
    { title: 'Débitos', record: 'billing.final_account_lines', foreignKey: 'final_account_id' },
  ],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'billing.read', write: null },
  person: { record: 'registry.customers', key: 'customer_id', anonymised: {} },
  operations: {
    cancel: {
      action: 'billing.cancel_final_account',
      help: 'O cliente fica: o que ainda não tinha sido faturado volta às próximas faturas, e o documento deixa de valer. As faturas continuam como estão.',
      fields: [],
      isOffered: ({ state }) => state === 'open',
    },
  },
  actions: [],
}

/** What each final account asks for. */
export const finalAccountLines: RecordType = {
  name: 'billing.final_account_lines',
  path: '/billing/final-account-lines',
  table: 'billing_final_account_lines',
  title: { one: 'Débito de conta final', many: 'Débitos de contas finais', gender: 'm' },
  help: 'Cada débito de uma conta final, com o que estava em aberto quando ela foi emitida.',
  label: 'title',
  fields: [
    {
      name: 'final_account_id',
      label: 'Conta final',
      type: 'reference',
      record: 'billing.final_accounts',
    },
    { name: 'number', label: 'Nº', type: 'integer' },
    { name: 'title', label: 'Débito', type: 'text' },
    { name: 'kind', label: 'Situação na emissão', type: 'enum', options: KINDS },
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'invoice_id', label: 'Fatura', type: 'reference', record: 'billing.invoices' },
    money('amount_cents', 'Valor'),
  ],
  list: {
    columns: ['final_account_id', 'title', 'kind', 'due_on', 'amount_cents'],
    sort: { column: 'number', direction: 'asc' },
    sortable: ['number'],
    filters: ['kind'],
  },
  search: [],
  related: [],
  scope: { column: 'final_account_id', of: 'billing.final_accounts' },
  permissions: { read: 'billing.read', write: null },
  actions: [],
}
