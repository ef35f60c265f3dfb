import type { RecordField, RecordType } from '#core/records/index'

const agent = (label: string, help: string): RecordField => ({
  ...{ name: 'agent_id', label, type: 'reference', record: 'payments.agents', help },
  isRequired: true,
})
const amount = (label: string): RecordField => ({
  ...{ name: 'amount_cents', label, type: 'money', isRequired: true, minimum: '0.01' },
})
const entered: readonly RecordField[] = [
  { name: 'receipt_id', label: 'Recebimento', type: 'reference', record: 'receivables.receipts' },
  { name: 'entered_at', label: 'Registrado em', type: 'datetime' },
  { name: 'user_name', label: 'Por', type: 'text' },
]

const document: RecordField = {
  ...{ name: 'document_id', label: 'Documento', type: 'reference', isRequired: true },
  record: 'receivables.documents',
  help: 'O número impresso na fatura, na segunda via ou no extrato que foi pago.',
}
const settled: readonly RecordField[] = [
  document,
  agent('Onde foi pago', 'O banco ou correspondente que está no comprovante.'),
  { name: 'paid_on', label: 'Pago em', type: 'date', isRequired: true },
  amount('Valor pago'),
  {
    ...{ name: 'proof', label: 'Número do comprovante', type: 'text', isRequired: true },
    ...{ maxLength: 60, help: 'A autenticação ou o número que o banco imprimiu.' },
  },
]

/** Documents settled by the proof that somebody showed (TR-3.2.8.3). */
export const manualSettlements: RecordType = {
  name: 'payments.manual_settlements',
  path: '/payments/manual-settlements',
  table: 'payments_manual_settlements',
  title: { one: 'Baixa manual', many: 'Baixas manuais', gender: 'f' },
  help: 'Documentos quitados pelo comprovante que o cliente mostrou. Quando o banco manda o registro do mesmo pagamento, a baixa fica confirmada e nada é contado duas vezes; para desfazer, estorne o recebimento.',
  label: 'proof',
  fields: [...settled, ...entered],
  list: {
    columns: [
      'entered_at',
      'document_id',
      'agent_id',
      'paid_on',
      'amount_cents',
      'proof',
      'user_name',
    ],
    sort: { column: 'entered_at', direction: 'desc' },
    sortable: ['entered_at'],
    filters: [],
  },
  search: ['proof'],
  related: [],
  scope: { column: 'receipt_id', of: 'receivables.receipts' },
  permissions: { read: 'payments.read', write: null },
  createAction: 'payments.settle_manually',
  createFields: settled,
  actions: [],
}

const deposited: readonly RecordField[] = [
  agent('Banco', 'O banco da conta em que o dinheiro entrou.'),
  {
    ...{ name: 'account', label: 'Agência e conta', type: 'text', isRequired: true },
    maxLength: 60,
  },
  { name: 'deposited_on', label: 'Depositado em', type: 'date', isRequired: true },
  amount('Valor'),
  {
    ...{ name: 'document_number', label: 'Documento do depósito', type: 'text' },
    ...{ isRequired: true, maxLength: 60, help: 'O número que está no extrato do banco.' },
  },
]

/** Deposits in the accounts of the utility, identified or not (TR-3.2.8.14, TR-3.2.8.15). */
export const deposits: RecordType = {
  name: 'payments.deposits',
  path: '/payments/deposits',
  table: 'payments_deposits',
  title: { one: 'Depósito bancário', many: 'Depósitos bancários', gender: 'm' },
  help: 'Dinheiro depositado direto na conta do prestador. O depósito quita os documentos que se disserem; sem nenhum, espera entre os recebimentos a identificar.',
  label: 'document_number',
  fields: [...deposited, ...entered],
  list: {
    columns: [
      'deposited_on',
      'agent_id',
      'account',
      'document_number',
      'amount_cents',
      'receipt_id',
      'user_name',
    ],
    sort: { column: 'entered_at', direction: 'desc' },
    sortable: ['entered_at'],
    filters: [],
  },
  search: ['document_number'],
  related: [],
  permissions: { read: 'payments.read', write: null },
  createAction: 'payments.record_deposit',
  createFields: [
    ...deposited,
    {
      ...{ name: 'customer_id', label: 'Cliente', type: 'reference', record: 'registry.customers' },
      help: 'De quem se diz que é, quando se sabe: as faturas dele são sugeridas primeiro.',
    },
    {
      ...{ name: 'documents', label: 'Documentos que ele paga', type: 'longtext', maxLength: 2000 },
      help: 'Os números das faturas, um por linha. Vazio: o depósito fica a identificar.',
    },
  ],
  actions: [],
}
