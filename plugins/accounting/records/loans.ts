import type { EnumOption, RecordField, RecordType } from '#core/records/index'
import { LOANS, LOAN_MONTHS } from '../services/loans.ts'

const KINDS: readonly EnumOption[] = [
  { value: 'loan', label: 'Empréstimo' },
  { value: 'financing', label: 'Financiamento' },
  { value: 'funding', label: 'Captação' },
]

const ORIGINS: readonly EnumOption[] = [
  { value: 'computed', label: 'Calculado' },
  { value: 'imported', label: 'Importado', tone: 'attention' },
]

const STATES: readonly EnumOption[] = [
  { value: 'open', label: 'Calculado', tone: 'info' },
  { value: 'waiting', label: 'Importado, espera conferência', tone: 'attention' },
  { value: 'accepted', label: 'Importado e conferido', tone: 'good' },
  { value: 'posted', label: 'Lançado', tone: 'good' },
]

const asked: readonly RecordField[] = [
  { name: 'number', label: 'Contrato', type: 'text', isRequired: true, maxLength: 40 },
  { name: 'creditor', label: 'Credor', type: 'text', isRequired: true, maxLength: 160 },
  { name: 'kind', label: 'Tipo', type: 'enum', options: KINDS, isRequired: true },
  { name: 'signed_on', label: 'Assinado em', type: 'date', isRequired: true },
  {
    ...{ name: 'principal_cents', label: 'Principal', type: 'money', isRequired: true },
    minimum: '0.01',
  },
  {
    ...{ name: 'monthly_percent', label: 'Juros ao mês', type: 'decimal', isRequired: true },
    unit: '%',
  },
  {
    ...{ name: 'index_name', label: 'Índice', type: 'text', maxLength: 40 },
    help: 'O que corrige o saldo, quando o contrato tem correção: a variação de cada mês vem do sistema financeiro.',
  },
  {
    ...{ name: 'instalments', label: 'Amortizações', type: 'integer', isRequired: true },
    help: 'Quantas partes iguais, uma por mês (SAC).',
  },
  { name: 'first_due_on', label: 'Primeiro vencimento', type: 'date', isRequired: true },
]

/** Contracts of debt (AC-021). */
export const loans: RecordType = {
  name: LOANS,
  path: '/accounting/loans',
  table: 'accounting_loans',
  title: { one: 'Contrato de empréstimo', many: 'Empréstimos e financiamentos', gender: 'm' },
  help: 'Os contratos de empréstimo, financiamento e captação, com os juros de cada mês calculados pelo saldo devedor.',
  label: 'number',
  fields: [
    ...asked,
    { name: 'written_by', label: 'Registrado por', type: 'text' },
    { name: 'written_at', label: 'Registrado', type: 'datetime' },
  ],
  list: {
    columns: [
      ...['number', 'creditor', 'kind', 'signed_on', 'principal_cents', 'monthly_percent'],
      'instalments',
    ],
    sort: { column: 'signed_on', direction: 'desc' },
    sortable: ['signed_on'],
    filters: ['kind', 'signed_on'],
  },
  search: ['number', 'creditor'],
  related: [{ title: 'Meses', record: LOAN_MONTHS, foreignKey: 'loan_id' }],
  permissions: { read: 'accounting.read', write: null },
  createAction: 'accounting.register_loan',
  createFields: asked,
  attachments: {
    kinds: [{ value: 'contract', label: 'Contrato' }],
    write: 'accounting.loans',
  },
  actions: [],
}

export const loanMonths: RecordType = {
  name: LOAN_MONTHS,
  path: '/accounting/loan-months',
  table: 'accounting_loan_months',
  title: { one: 'Mês de contrato', many: 'Meses de contratos', gender: 'm' },
  help: 'Juros, variação e encargos de cada mês dos contratos: calculados, ou importados do sistema financeiro com a evidência.',
  label: 'due_on',
  fields: [
    { name: 'loan_id', label: 'Contrato', type: 'reference', record: LOANS },
    { name: 'sequence', label: 'Mês nº', type: 'integer' },
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'opening_cents', label: 'Saldo devedor', type: 'money' },
    { name: 'interest_cents', label: 'Juros', type: 'money' },
    { name: 'variation_cents', label: 'Variação monetária', type: 'money' },
    { name: 'fee_cents', label: 'Encargos', type: 'money' },
    { name: 'amortisation_cents', label: 'Amortização', type: 'money' },
    { name: 'origin', label: 'Origem', type: 'enum', options: ORIGINS },
    { name: 'state', label: 'Situação', type: 'enum', options: STATES },
    { name: 'source', label: 'De onde vêm', type: 'text' },
    { name: 'imported_by', label: 'Importado por', type: 'text' },
    { name: 'imported_at', label: 'Importado', type: 'datetime' },
    { name: 'accepted_by', label: 'Conferido por', type: 'text' },
    { name: 'accepted_at', label: 'Conferido', type: 'datetime' },
  ],
  list: {
    columns: [
      ...['loan_id', 'sequence', 'due_on', 'opening_cents', 'interest_cents', 'variation_cents'],
      ...['fee_cents', 'amortisation_cents', 'origin', 'state'],
    ],
    sort: { column: 'due_on', direction: 'asc' },
    sortable: ['due_on'],
    filters: ['loan_id', 'state', 'origin', 'due_on'],
  },
  search: [],
  related: [],
  permissions: { read: 'accounting.read', write: null },
  attachments: {
    kinds: [{ value: 'evidence', label: 'Extrato do sistema financeiro ou do credor' }],
    write: 'accounting.loans',
  },
  operations: {
    import: {
      action: 'accounting.import_loan_month',
      help: 'Os valores deste mês passam a ser os do sistema financeiro, marcados como importados. Anexe o extrato: sem ele ninguém os aceita.',
      fields: [
        { name: 'interest_cents', label: 'Juros', type: 'money', isRequired: true },
        { name: 'variation_cents', label: 'Variação monetária', type: 'money', isRequired: true },
        { name: 'fee_cents', label: 'Encargos', type: 'money', isRequired: true },
        {
          ...{ name: 'source', label: 'De onde vêm', type: 'text', isRequired: true },
          maxLength: 200,
        },
      ],
      isOffered: ({ state }) => state === 'open' || state === 'waiting',
    },
    accept: {
      action: 'accounting.accept_loan_month',
      help: 'Por outra pessoa que não quem importou, com a evidência anexada.',
      fields: [],
      isOffered: ({ state }) => state === 'waiting',
    },
    post: {
      action: 'accounting.post_loan_month',
      help: 'Juros, variação e encargos entram nos livros no vencimento, ou no primeiro dia aberto.',
      fields: [],
      isOffered: ({ state }) => state === 'open' || state === 'accepted',
    },
  },
  actions: [],
}
