import {
  type EnumOption,
  type RecordField,
  type RecordType,
  shownReference,
} from '#core/records/index'

export const FINDING_KINDS: readonly EnumOption[] = [
  { value: 'horizontal', label: 'Variação do valor (%)' },
  { value: 'vertical', label: 'Variação da participação (pontos)' },
]

const said: RecordField = {
  ...{ name: 'explanation', label: 'Explicação', type: 'longtext', maxLength: 2000 },
}
const period = shownReference('period_id', 'Mês', 'accounting.periods')

/** What stood out when a month was closed; explained before the month is concluded (AC-059). */
export const findings: RecordType = {
  name: 'accounting.findings',
  path: '/accounting/findings',
  table: 'accounting_findings',
  title: { one: 'Variação a explicar', many: 'Variações a explicar', gender: 'f' },
  help: 'As contas que variaram além do parâmetro quando o mês foi fechado. A revisão do mês só é assinada depois que todas estão explicadas.',
  label: 'title',
  fields: [
    period,
    { name: 'reference', label: 'Referência', type: 'refmonth' },
    { name: 'round', label: 'Vez', type: 'integer' },
    { name: 'kind', label: 'O que variou', type: 'enum', options: FINDING_KINDS },
    { name: 'account', label: 'Conta', type: 'text' },
    { name: 'title', label: 'Título', type: 'text' },
    { name: 'before_cents', label: 'No mês anterior', type: 'money' },
    { name: 'now_cents', label: 'No mês', type: 'money' },
    { name: 'change', label: 'Variação', type: 'decimal' },
    { name: 'bound', label: 'Limite', type: 'decimal' },
    said,
    { name: 'explained_by', label: 'Explicada por', type: 'text' },
    { name: 'explained_at', label: 'Explicada', type: 'datetime' },
  ],
  list: {
    columns: [
      ...['period_id', 'account', 'title', 'kind', 'before_cents', 'now_cents', 'change'],
      ...['bound', 'explained_by'],
    ],
    sort: { column: 'reference', direction: 'desc' },
    sortable: ['reference'],
    filters: ['kind'],
  },
  search: [],
  related: [],
  permissions: { read: 'accounting.read', write: null },
  operations: {
    explain: {
      action: 'accounting.explain_finding',
      help: 'A explicação pode ser refeita até a revisão do mês ser assinada.',
      fields: [{ ...said, isRequired: true }],
    },
  },
  actions: [],
}

/** Who reviewed the statements of a month, what was found and the frozen balances that it was of (AC-063). */
export const reviews: RecordType = {
  name: 'accounting.reviews',
  path: '/accounting/reviews',
  table: 'accounting_reviews',
  title: { one: 'Revisão do mês', many: 'Revisões dos meses', gender: 'f' },
  help: 'As revisões assinadas das demonstrações de cada mês. Um mês reaberto e fechado de novo tem de ser revisado de novo.',
  label: 'statements',
  fields: [
    period,
    { name: 'reference', label: 'Referência', type: 'refmonth' },
    { name: 'round', label: 'Vez', type: 'integer' },
    { name: 'statements', label: 'Demonstrações revisadas', type: 'longtext' },
    { name: 'findings', label: 'O que se constatou', type: 'longtext' },
    { name: 'reviewer', label: 'Revisada por', type: 'text' },
    { name: 'reviewed_at', label: 'Revisada', type: 'datetime' },
    { name: 'hash', label: 'Resumo dos saldos revisados (SHA-256)', type: 'text' },
  ],
  list: {
    columns: ['period_id', 'round', 'statements', 'reviewer', 'reviewed_at'],
    sort: { column: 'reviewed_at', direction: 'desc' },
    sortable: ['reviewed_at'],
    filters: ['reviewed_at'],
  },
  search: [],
  related: [],
  permissions: { read: 'accounting.read', write: null },
  attachments: {
    kinds: [{ value: 'evidence', label: 'Evidência da revisão' }],
    write: 'accounting.review_statements',
  },
  actions: [],
}
