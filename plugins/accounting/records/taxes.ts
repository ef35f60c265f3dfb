import type { EnumOption, RecordType } from '#core/records/index'
import { ASSESSMENTS } from '../services/assess_taxes.ts'

const STATES: readonly EnumOption[] = [
  { value: 'computed', label: 'Espera aprovação', tone: 'attention' },
  { value: 'approved', label: 'Aprovada', tone: 'info' },
  { value: 'refused', label: 'Recusada', tone: 'neutral' },
  { value: 'posted', label: 'Lançada', tone: 'good' },
]

const KINDS: readonly EnumOption[] = [
  { value: 'water', label: 'Água' },
  { value: 'sewage', label: 'Esgoto' },
  { value: 'service', label: 'Serviços' },
  { value: 'late', label: 'Multas e juros' },
]

/** The taxes on each month's revenue: assessed, approved by another, posted (AC-044, AC-045). */
export const taxAssessments: RecordType = {
  name: ASSESSMENTS,
  path: '/accounting/tax-assessments',
  table: 'accounting_tax_assessments',
  title: { one: 'Apuração de tributos', many: 'Apurações de tributos', gender: 'f' },
  help: 'PIS/PASEP, COFINS, ISS e outros sobre a receita própria que os livros registraram no mês, pelas alíquotas do parâmetro Tributos sobre a receita. Quem apura não aprova, e só se lança o que foi aprovado.',
  label: 'reference',
  fields: [
    { name: 'reference', label: 'Mês', type: 'refmonth' },
    { name: 'state', label: 'Situação', type: 'enum', options: STATES },
    { name: 'revenue_cents', label: 'Receita própria', type: 'money' },
    { name: 'tax_cents', label: 'Tributos', type: 'money' },
    {
      ...{ name: 'level', label: 'Nível do controle AC-044', type: 'integer' },
      help: '3: todos os tributos têm alíquota (zero também é uma resposta); 2: falta algum; 1: nenhum.',
    },
    { name: 'not_configured', label: 'Tributos sem alíquota', type: 'text' },
    { name: 'author', label: 'Apurada por', type: 'text' },
    { name: 'computed_at', label: 'Apurada', type: 'datetime' },
    { name: 'decided_by', label: 'Decidida por', type: 'text' },
    { name: 'decided_at', label: 'Decidida', type: 'datetime' },
    { name: 'opinion', label: 'Parecer', type: 'longtext' },
    { name: 'posted_by', label: 'Lançada por', type: 'text' },
    { name: 'posted_at', label: 'Lançada', type: 'datetime' },
  ],
  list: {
    columns: ['reference', 'revenue_cents', 'tax_cents', 'level', 'author', 'decided_by', 'state'],
    sort: { column: 'reference', direction: 'desc' },
    sortable: ['reference'],
    filters: ['state', 'reference'],
  },
  search: [],
  related: [{ title: 'Tributos', record: 'accounting.tax_lines', foreignKey: 'assessment_id' }],
  permissions: { read: 'accounting.read', write: null },
  createAction: 'accounting.assess_taxes',
  createFields: [{ name: 'reference', label: 'Mês', type: 'refmonth', isRequired: true }],
  attachments: {
    kinds: [{ value: 'slip', label: 'Guia ou memória de cálculo' }],
    write: 'accounting.assess_taxes',
  },
  operations: {
    approve: {
      action: 'accounting.approve_taxes',
      help: 'Por outra pessoa, da lista de quem pode aprovar.',
      fields: [],
      isOffered: ({ state }) => state === 'computed',
    },
    refuse: {
      action: 'accounting.refuse_taxes',
      help: 'A apuração fica guardada como recusada, e o mês pode ser apurado de novo.',
      fields: [],
      isOffered: ({ state }) => state === 'computed',
    },
    post: {
      action: 'accounting.post_taxes',
      help: 'Os tributos entram nos livros no último dia do mês, ou no primeiro dia aberto.',
      fields: [],
      isOffered: ({ state }) => state === 'approved',
    },
  },
  actions: [],
}

export const taxLines: RecordType = {
  name: 'accounting.tax_lines',
  path: '/accounting/tax-lines',
  table: 'accounting_tax_lines',
  title: { one: 'Tributo apurado', many: 'Tributos apurados', gender: 'm' },
  help: 'Cada tributo de uma apuração, com a receita, a alíquota e a lei.',
  label: 'tax',
  fields: [
    {
      ...{ name: 'assessment_id', label: 'Apuração', type: 'reference' },
      record: ASSESSMENTS,
    },
    { name: 'tax', label: 'Tributo', type: 'text' },
    { name: 'revenue', label: 'Receita', type: 'enum', options: KINDS },
    { name: 'base_cents', label: 'Base', type: 'money' },
    { name: 'percent', label: 'Alíquota', type: 'decimal', unit: '%' },
    { name: 'tax_cents', label: 'Tributo devido', type: 'money' },
    { name: 'because', label: 'Lei', type: 'text' },
  ],
  list: {
    columns: ['tax', 'revenue', 'base_cents', 'percent', 'tax_cents', 'because'],
    sort: { column: 'tax', direction: 'asc' },
    sortable: ['tax'],
    filters: ['assessment_id'],
  },
  search: [],
  related: [],
  permissions: { read: 'accounting.read', write: null },
  actions: [],
}
