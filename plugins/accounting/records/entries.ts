import type { EnumOption, RecordField, RecordType } from '#core/records/index'

export const ENTRY_STATES: readonly EnumOption[] = [
  { value: 'waiting', label: 'Espera aprovação', tone: 'attention' },
  { value: 'posted', label: 'Nos livros', tone: 'good' },
  { value: 'refused', label: 'Recusado', tone: 'neutral' },
]

const account = (name: string, label: string): RecordField => ({
  ...{ name, label, type: 'text', isRequired: true, maxLength: 40 },
  help: 'Código de uma conta analítica do plano.',
})
const history: RecordField = {
  ...{ name: 'history', label: 'Histórico', type: 'text', isRequired: true, maxLength: 200 },
}
const costCenter: RecordField = {
  ...{ name: 'cost_center', label: 'Centro de custo', type: 'text', maxLength: 60 },
}
const day: RecordField = { name: 'posted_on', label: 'Data', type: 'date', isRequired: true }
const value = (name: string, label: string): RecordField => ({
  ...{ name, label, type: 'money', isRequired: true },
})

/** Entries written by people: by one, approved by another (AC-058). */
export const entries: RecordType = {
  name: 'accounting.entries',
  path: '/accounting/entries',
  table: 'accounting_entries',
  title: { one: 'Lançamento manual', many: 'Lançamentos manuais', gender: 'm' },
  help: 'Ajustes escritos por pessoas. Só entram nos livros depois de aprovados por outra pessoa; os que tocam contas de receita são exceções a conferir.',
  label: 'history',
  fields: [
    day,
    account('debit_account', 'Conta debitada'),
    account('credit_account', 'Conta creditada'),
    value('amount_cents', 'Valor'),
    history,
    costCenter,
    { name: 'is_revenue', label: 'Em conta de receita', type: 'boolean' },
    { name: 'state', label: 'Situação', type: 'enum', options: ENTRY_STATES },
    { name: 'author', label: 'Escrito por', type: 'text' },
    { name: 'written_at', label: 'Escrito', type: 'datetime' },
    { name: 'decided_by', label: 'Decidido por', type: 'text' },
    { name: 'decided_at', label: 'Decidido', type: 'datetime' },
    { name: 'decision', label: 'Motivo da recusa', type: 'longtext' },
  ],
  list: {
    columns: [
      ...['posted_on', 'debit_account', 'credit_account', 'amount_cents', 'history', 'author'],
      ...['decided_by', 'decided_at', 'is_revenue', 'state'],
    ],
    sort: { column: 'posted_on', direction: 'desc' },
    sortable: ['posted_on'],
    filters: ['posted_on', 'state', 'is_revenue'],
  },
  search: [],
  related: [],
  permissions: { read: 'accounting.read', write: null },
  createAction: 'accounting.write_entry',
  createFields: [
    day,
    account('debit_account', 'Conta debitada'),
    value('debit_cents', 'Valor do débito'),
    account('credit_account', 'Conta creditada'),
    {
      ...value('credit_cents', 'Valor do crédito'),
      help: 'Digitado de novo: um lançamento em que os dois lados diferem é recusado.',
    },
    history,
    costCenter,
  ],
  operations: {
    approve: {
      action: 'accounting.approve_entry',
      help: 'O lançamento entra nos livros na sua data. Quem o escreveu não o aprova.',
      fields: [],
      isOffered: ({ state }) => state === 'waiting',
    },
    refuse: {
      action: 'accounting.refuse_entry',
      help: 'O lançamento fica guardado como recusado e não entra nos livros.',
      fields: [],
      isOffered: ({ state }) => state === 'waiting',
    },
  },
  actions: [],
}
