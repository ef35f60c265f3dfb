import type { EnumOption, RecordField, RecordType } from '#core/records/index'
import { OFFSETS } from '../services/offsets.ts'

const STATES: readonly EnumOption[] = [
  { value: 'proposed', label: 'Espera assinatura e alçada', tone: 'attention' },
  { value: 'settled', label: 'Quitado', tone: 'good' },
  { value: 'refused', label: 'Recusado', tone: 'neutral' },
  { value: 'reversed', label: 'Estornado', tone: 'bad' },
]

const asked: readonly RecordField[] = [
  {
    ...{ name: 'customer_id', label: 'Cliente', type: 'reference', isRequired: true },
    ...{ record: 'registry.customers', help: 'O órgão ou fornecedor a quem o prestador deve.' },
  },
  {
    ...{ name: 'on_day', label: 'Compensado em', type: 'date', isRequired: true },
    help: 'A data em que os débitos se quitam: é ela que decide os encargos por atraso.',
  },
  { name: 'amount_cents', label: 'Valor', type: 'money', isRequired: true, minimum: '0.01' },
  {
    ...{ name: 'obligation', label: 'O que o prestador deve', type: 'text', isRequired: true },
    ...{ maxLength: 500, help: 'A nota, o empenho ou o contrato.' },
  },
  {
    ...{ name: 'legal_basis', label: 'Base legal', type: 'text', isRequired: true, maxLength: 300 },
    help: 'Por exemplo: Código Civil, art. 368, e a lei ou o contrato que autoriza compensar.',
  },
]

/** Settlements without cash, each by a term that both parties sign (DECISIONS 55). */
export const offsets: RecordType = {
  name: OFFSETS,
  path: '/receivables/offsets',
  table: 'receivables_offsets',
  title: { one: 'Encontro de contas', many: 'Encontros de contas', gender: 'm' },
  help: 'O que o prestador deve a um cliente paga o que o cliente deve a ele, sem dinheiro: por termo assinado, com a alçada de outra pessoa.',
  label: 'number',
  fields: [
    { name: 'number', label: 'Número', type: 'text' },
    ...asked,
    { name: 'state', label: 'Situação', type: 'enum', options: STATES },
    {
      ...{ name: 'receipt_id', label: 'Recebimento', type: 'reference' },
      record: 'receivables.receipts',
    },
    { name: 'proposed_by', label: 'Proposto por', type: 'text' },
    { name: 'proposed_at', label: 'Proposto em', type: 'datetime' },
    { name: 'decided_by', label: 'Decidido por', type: 'text' },
    { name: 'decided_at', label: 'Decidido em', type: 'datetime' },
    { name: 'decision', label: 'Motivo', type: 'longtext' },
    { name: 'reversed_by', label: 'Estornado por', type: 'text' },
    { name: 'reversed_at', label: 'Estornado em', type: 'datetime' },
  ],
  list: {
    columns: ['number', 'on_day', 'customer_id', 'amount_cents', 'obligation', 'state'],
    sort: { column: 'on_day', direction: 'desc' },
    sortable: ['on_day'],
    filters: ['state', 'customer_id', 'on_day'],
  },
  search: ['number'],
  related: [],
  scope: { column: 'customer_id', of: 'registry.customers' },
  permissions: { read: 'receivables.read', write: null },
  createAction: 'receivables.propose_offset',
  createFields: [
    ...asked,
    {
      ...{ name: 'documents', label: 'Documentos a quitar', type: 'longtext', maxLength: 8000 },
      help: 'Os números dos documentos do cliente, um por linha. Em branco, o valor fica a distribuir entre as faturas dele em Distribuir pagamento de órgão.',
    },
  ],
  attachments: {
    kinds: [
      { value: 'signed_term', label: 'Termo assinado' },
      { value: 'obligation', label: 'Nota, empenho ou contrato' },
    ],
    write: 'receivables.offset',
  },
  operations: {
    settle: {
      action: 'receivables.settle_offset',
      help: 'Os débitos ficam quitados na data do termo, sem passar por banco. Precisa do termo assinado anexado; quem propôs não quita.',
      fields: [],
      isOffered: ({ state }) => state === 'proposed',
    },
    refuse: {
      action: 'receivables.refuse_offset',
      help: 'A proposta fica recusada, com o motivo.',
      fields: [],
      isOffered: ({ state }) => state === 'proposed',
    },
    reverse: {
      action: 'receivables.reverse_offset',
      help: 'O que foi quitado volta a ser devido com o vencimento original, e os lançamentos são estornados hoje.',
      fields: [
        {
          ...{ name: 'reason_code', label: 'Causa', type: 'lookup', isRequired: true },
          lookup: 'receivables.reversal_reasons',
        },
      ],
      isOffered: ({ state }) => state === 'settled',
    },
  },
  actions: [],
}
