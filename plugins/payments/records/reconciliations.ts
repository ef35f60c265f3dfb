import type { EnumOption, RecordField, RecordType } from '#core/records/index'
import type { ItemKind } from '../domain/month_balances.ts'

const STATES: readonly EnumOption[] = [
  { value: 'prepared', label: 'A concluir', tone: 'attention' },
  { value: 'concluded', label: 'Concluída, espera aprovação', tone: 'info' },
  { value: 'approved', label: 'Aprovada', tone: 'good' },
]

const SIDES: readonly EnumOption[] = [
  { value: 'bank', label: 'Do recebido ao banco' },
  { value: 'books', label: 'Do recebido à contabilidade' },
]

const KIND_TITLES: Readonly<Record<ItemKind, string>> = {
  credited_apart: 'Crédito em outro mês',
  received_apart: 'Recebido em outro mês',
  without_credit: 'Sem crédito de banco',
  reversed: 'Estornado',
  fee: 'Tarifa',
  other_month: 'Crédito de outro mês',
  day_accepted: 'Dia encerrado com diferença',
  day_differs: 'Dia com diferença',
  not_identified: 'Crédito não identificado',
  passed_on: 'Repasse a terceiro',
  refunded: 'Devolução a cliente',
  posted_apart: 'Lançado em outro mês',
  manual_entry: 'Lançamento manual',
  unposted: 'Sem conta contábil',
  remainder: 'Sem causa conhecida',
}
const KINDS: readonly EnumOption[] = Object.entries(KIND_TITLES).map(([value, label]) => ({
  ...{ value, label },
}))

const money = (name: string, label: string): RecordField => ({
  ...{ name, label, type: 'money', isReadOnly: true },
})
const known = (name: string, label: string, type: RecordField['type']): RecordField => ({
  ...{ name, label, type, isReadOnly: true },
})
const THREE: readonly RecordField[] = [
  money('received_cents', 'Contas a receber: recebido'),
  money('credited_cents', 'Extratos: creditado'),
  money('booked_cents', 'Contabilidade: caixa e bancos'),
]
const month: RecordField = {
  ...{ name: 'reconciliation_id', label: 'Conciliação', type: 'reference' },
  ...{ record: 'payments.reconciliations', isReadOnly: true },
}

/** The month's receivables, bank statements and books side by side (AC-020). */
export const reconciliations: RecordType = {
  name: 'payments.reconciliations',
  path: '/payments/reconciliations',
  table: 'payments_reconciliations',
  title: { one: 'Conciliação mensal', many: 'Conciliações mensais', gender: 'f' },
  help: 'O que as contas a receber, os extratos dos bancos e a contabilidade dizem do dinheiro de cada mês fechado. O que difere tem de ser justificado por quem conclui, e outra pessoa aprova.',
  label: 'reference',
  fields: [
    known('reference', 'Mês', 'refmonth'),
    { name: 'state', label: 'Situação', type: 'enum', options: STATES, isReadOnly: true },
    ...THREE,
    known('open_items', 'Itens a justificar', 'integer'),
    money('open_cents', 'Valor a justificar'),
    known('justification', 'Justificativa', 'longtext'),
    known('prepared_by', 'Preparada por', 'text'),
    known('prepared_at', 'Preparada em', 'datetime'),
    known('concluded_by', 'Concluída por', 'text'),
    known('concluded_at', 'Concluída em', 'datetime'),
    known('returned_because', 'Devolvida porque', 'longtext'),
    known('approved_by', 'Aprovada por', 'text'),
    known('approved_at', 'Aprovada em', 'datetime'),
    known('hash', 'Impressão digital do que se concluiu (SHA-256)', 'text'),
  ],
  list: {
    columns: [
      ...['reference', 'state', 'received_cents', 'credited_cents', 'booked_cents', 'open_items'],
      ...['open_cents', 'concluded_by'],
    ],
    sort: { column: 'reference', direction: 'desc' },
    sortable: ['reference'],
    filters: ['state', 'reference'],
  },
  search: [],
  related: [
    {
      ...{ title: 'O que leva de um saldo aos outros', foreignKey: 'reconciliation_id' },
      record: 'payments.reconciliation_items',
    },
    {
      ...{ title: 'Por agente', foreignKey: 'reconciliation_id' },
      record: 'payments.reconciliation_balances',
    },
  ],
  permissions: { read: 'payments.read', write: null },
  createAction: 'payments.prepare_reconciliation',
  createFields: [
    {
      ...{ name: 'reference', label: 'Mês', type: 'refmonth', isRequired: true },
      help: 'Um mês com a arrecadação e a contabilidade fechadas. Preparar de novo refaz os saldos enquanto ninguém concluiu.',
    },
  ],
  attachments: {
    kinds: [{ value: 'evidence', label: 'Evidência da conciliação' }],
    write: 'payments.reconcile',
  },
  operations: {
    conclude: {
      action: 'payments.conclude_reconciliation',
      help: 'O mês fica conciliado com o que mostra. Havendo itens a justificar, escreva a justificativa de todos no motivo.',
      fields: [],
      isOffered: ({ state }) => state === 'prepared',
    },
    approve: {
      action: 'payments.approve_reconciliation',
      help: 'Quem concluiu não aprova.',
      fields: [],
      isOffered: ({ state }) => state === 'concluded',
    },
    return: {
      action: 'payments.return_reconciliation',
      help: 'A conciliação volta a quem a prepara, com o motivo.',
      fields: [],
      isOffered: ({ state }) => state === 'concluded',
    },
  },
  actions: [],
}

export const reconciliationBalances: RecordType = {
  name: 'payments.reconciliation_balances',
  path: '/payments/reconciliation-balances',
  table: 'payments_reconciliation_balances',
  title: { one: 'Saldo por agente', many: 'Saldos por agente', gender: 'm' },
  help: 'Os três saldos do mês de cada agente arrecadador, com as contas em que ele credita.',
  label: 'agent',
  fields: [
    month,
    known('agent_code', 'Código', 'text'),
    known('agent', 'Agente', 'text'),
    known('accounts', 'Contas', 'text'),
    ...THREE,
  ],
  list: {
    columns: ['agent', 'accounts', 'received_cents', 'credited_cents', 'booked_cents'],
    sort: { column: 'agent_code', direction: 'asc' },
    sortable: ['agent_code'],
    filters: [],
  },
  search: [],
  related: [],
  permissions: { read: 'payments.read', write: null },
  actions: [],
}

export const reconciliationItems: RecordType = {
  name: 'payments.reconciliation_items',
  path: '/payments/reconciliation-items',
  table: 'payments_reconciliation_items',
  title: { one: 'Item da conciliação', many: 'Itens da conciliação', gender: 'm' },
  help: 'O que, somado ao recebido, dá o que o banco creditou ou o que a contabilidade registrou.',
  label: 'text',
  fields: [
    month,
    { name: 'is_open', label: 'A justificar', type: 'boolean', isReadOnly: true },
    { name: 'side', label: 'Caminho', type: 'enum', options: SIDES, isReadOnly: true },
    known('agent_code', 'Agente', 'text'),
    known('on_day', 'Dia', 'date'),
    { name: 'kind', label: 'O que é', type: 'enum', options: KINDS, isReadOnly: true },
    known('text', 'Descrição', 'text'),
    money('amount_cents', 'Valor'),
  ],
  list: {
    columns: ['is_open', 'side', 'agent_code', 'on_day', 'kind', 'text', 'amount_cents'],
    sort: { column: 'is_open', direction: 'desc' },
    sortable: ['is_open'],
    filters: ['is_open', 'side', 'kind', 'reconciliation_id'],
  },
  search: [],
  related: [],
  permissions: { read: 'payments.read', write: null },
  actions: [],
}
