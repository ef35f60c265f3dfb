import type { EnumOption, RecordType } from '#core/records/index'

const STATES: readonly EnumOption[] = [
  { value: 'closed', label: 'Fechado', tone: 'good' },
  { value: 'reopening', label: 'Reabertura pedida', tone: 'attention' },
  { value: 'open', label: 'Reaberto', tone: 'bad' },
]

/** Months of the books that were closed, each with what was frozen. */
export const periods: RecordType = {
  name: 'accounting.periods',
  path: '/accounting/periods',
  table: 'accounting_periods',
  title: { one: 'Mês fechado', many: 'Meses fechados', gender: 'm' },
  help: 'Fechamentos da contabilidade. Um mês fechado não recebe lançamentos: o que chega depois entra no primeiro dia aberto. Reabrir exige o pedido de uma pessoa e a decisão de outra.',
  label: 'reference',
  fields: [
    { name: 'reference', label: 'Mês', type: 'refmonth' },
    { name: 'state', label: 'Situação', type: 'enum', options: STATES },
    { name: 'round', label: 'Vez', type: 'integer' },
    { name: 'closed_at', label: 'Fechado', type: 'datetime' },
    { name: 'closed_by', label: 'Fechado por', type: 'text' },
    { name: 'entries', label: 'Lançamentos', type: 'integer' },
    { name: 'debit_cents', label: 'Débitos', type: 'money' },
    { name: 'credit_cents', label: 'Créditos', type: 'money' },
    { name: 'remarks', label: 'Sabido ao fechar', type: 'longtext' },
    { name: 'hash', label: 'Resumo dos saldos (SHA-256)', type: 'text' },
    { name: 'asked_by', label: 'Reabertura pedida por', type: 'text' },
    { name: 'asked_because', label: 'Motivo da reabertura', type: 'longtext' },
    { name: 'opened_by', label: 'Reaberto por', type: 'text' },
    { name: 'opened_at', label: 'Reaberto', type: 'datetime' },
    { name: 'reviewed_by', label: 'Revisado por', type: 'text' },
    { name: 'reviewed_at', label: 'Revisado', type: 'datetime' },
  ],
  list: {
    columns: [
      'reference',
      'state',
      'entries',
      'debit_cents',
      'credit_cents',
      'closed_at',
      'closed_by',
      'reviewed_by',
    ],
    sort: { column: 'reference', direction: 'desc' },
    sortable: ['reference'],
    filters: ['state'],
  },
  search: [],
  related: [
    { title: 'Variações a explicar', record: 'accounting.findings', foreignKey: 'period_id' },
    { title: 'Revisões', record: 'accounting.reviews', foreignKey: 'period_id' },
    { title: 'Saldos congelados', record: 'accounting.period_balances', foreignKey: 'period_id' },
  ],
  permissions: { read: 'accounting.read', write: null },
  operations: {
    'review': {
      action: 'accounting.review_month',
      help: 'Conclui o mês: quem supervisiona assina que revisou as demonstrações. Antes, tudo o que variou além do parâmetro tem de estar explicado. Se o mês for reaberto e fechado de novo, a revisão é refeita.',
      fields: [
        {
          ...{ name: 'statements', label: 'Demonstrações revisadas', type: 'longtext' },
          ...{ isRequired: true, maxLength: 2000 },
          help: 'Por exemplo: balancete, razão das contas a receber, conciliação bancária.',
        },
        {
          ...{ name: 'findings', label: 'O que se constatou', type: 'longtext' },
          ...{ isRequired: true, maxLength: 2000 },
        },
      ],
      isOffered: ({ state, reviewed_at: at }) => state === 'closed' && at === null,
    },
    'ask-reopening': {
      action: 'accounting.ask_reopening',
      help: 'Só o último mês fechado pode ser reaberto, e por outra pessoa. Os saldos congelados desta vez continuam guardados.',
      fields: [],
      isOffered: ({ state }) => state === 'closed',
    },
    'reopen': {
      action: 'accounting.reopen',
      help: 'O mês volta a receber lançamentos até ser fechado de novo. Quem pediu a reabertura não a decide.',
      fields: [],
      isOffered: ({ state }) => state === 'reopening',
    },
    'keep': {
      action: 'accounting.keep_closed',
      help: 'O pedido é negado e o mês continua fechado.',
      fields: [],
      isOffered: ({ state }) => state === 'reopening',
    },
  },
  actions: [],
}

export const periodBalances: RecordType = {
  name: 'accounting.period_balances',
  path: '/accounting/period-balances',
  table: 'accounting_period_balances',
  title: { one: 'Saldo congelado', many: 'Saldos congelados', gender: 'm' },
  help: 'O saldo de cada conta analítica como ficou no fechamento: débitos menos créditos.',
  label: 'account',
  fields: [
    { name: 'period_id', label: 'Mês', type: 'reference', record: 'accounting.periods' },
    { name: 'round', label: 'Vez', type: 'integer' },
    { name: 'account', label: 'Conta', type: 'text' },
    { name: 'title', label: 'Título', type: 'text' },
    { name: 'opening_cents', label: 'Saldo anterior', type: 'money' },
    { name: 'debit_cents', label: 'Débitos', type: 'money' },
    { name: 'credit_cents', label: 'Créditos', type: 'money' },
    { name: 'closing_cents', label: 'Saldo', type: 'money' },
  ],
  list: {
    columns: [
      ...['round', 'account', 'title', 'opening_cents', 'debit_cents', 'credit_cents'],
      'closing_cents',
    ],
    sort: { column: 'account', direction: 'asc' },
    sortable: ['account'],
    filters: [],
  },
  search: [],
  related: [],
  permissions: { read: 'accounting.read', write: null },
  actions: [],
}
