import type { RecordField, RecordType } from '#core/records/index'
import { RECTIFICATION_ASPECTS } from '../configuration/rectification_parameter.ts'

const CYCLE_STATES = [
  { value: 'open', label: 'Em análise', tone: 'attention' },
  { value: 'concluded', label: 'Concluído', tone: 'good' },
] as const

const OUTCOMES = [
  { value: 'regular', label: 'Regular', tone: 'good' },
  { value: 'irregular', label: 'Irregular', tone: 'bad' },
] as const

const FINDING_STATES = [
  { value: 'open', label: 'Sem conclusão', tone: 'attention' },
  ...OUTCOMES,
] as const

const reference: RecordField = {
  ...{ name: 'reference', label: 'Mês', type: 'refmonth', isRequired: true },
}
const shown = (field: RecordField): RecordField => ({ ...field, isReadOnly: true })

/** The critique of each month's rectifications. */
export const rectificationCycles: RecordType = {
  name: 'billing.rectification_cycles',
  path: '/billing/rectification-cycles',
  table: 'billing_rectification_cycles',
  title: { one: 'Crítica de retificações', many: 'Crítica das retificações', gender: 'f' },
  help: 'A cada mês, as retificações de faturas são analisadas por imóvel, motivo, valor e usuário. O ciclo se conclui quando cada achado tem conclusão. Com as quatro análises a prática está no nível 3; com alguma desligada, no nível 2.',
  label: 'reference',
  fields: [
    shown(reference),
    shown({ name: 'state', label: 'Situação', type: 'enum', options: CYCLE_STATES }),
    shown({ name: 'level', label: 'Nível da prática (AC-014)', type: 'integer' }),
    shown({ name: 'analyses', label: 'Análises feitas', type: 'longtext' }),
    shown({ name: 'findings', label: 'Achados', type: 'integer' }),
    shown({ name: 'pending', label: 'Sem conclusão', type: 'integer' }),
    shown({ name: 'analysed_at', label: 'Analisado em', type: 'datetime' }),
    shown({ name: 'analysed_by', label: 'Por', type: 'text' }),
    shown({ name: 'concluded_at', label: 'Concluído em', type: 'datetime' }),
    shown({ name: 'concluded_by', label: 'Concluído por', type: 'text' }),
  ],
  list: {
    columns: ['reference', 'state', 'level', 'findings', 'pending', 'concluded_by'],
    sort: { column: 'reference', direction: 'desc' },
    sortable: ['reference'],
    filters: ['reference', 'state'],
  },
  search: [],
  related: [{ title: 'Achados', record: 'billing.rectification_findings', foreignKey: 'cycle_id' }],
  permissions: { read: 'billing.read', write: null },
  createAction: 'billing.analyse_rectifications',
  createFields: [reference],
  operations: {
    conclude: {
      action: 'billing.conclude_rectification_cycle',
      help: 'Só com todos os achados concluídos. Depois disso o ciclo não é mais analisado.',
      fields: [],
      isOffered: ({ state }) => state === 'open',
    },
  },
  actions: [],
}

export const rectificationFindings: RecordType = {
  name: 'billing.rectification_findings',
  path: '/billing/rectification-findings',
  table: 'billing_rectification_findings',
  title: { one: 'Achado da crítica', many: 'Achados da crítica de retificações', gender: 'm' },
  help: 'O que cada análise encontrou nas retificações de um mês, e o que se concluiu.',
  label: 'title',
  fields: [
    shown({
      ...{ name: 'cycle_id', label: 'Ciclo', type: 'reference' },
      record: 'billing.rectification_cycles',
    }),
    shown(reference),
    shown({ name: 'aspect', label: 'Análise', type: 'enum', options: RECTIFICATION_ASPECTS }),
    shown({ name: 'title', label: 'Achado', type: 'text' }),
    shown({ name: 'detail', label: 'Detalhe', type: 'longtext' }),
    shown({
      ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
    }),
    shown({
      ...{ name: 'customer_id', label: 'Cliente', type: 'reference' },
      record: 'registry.customers',
    }),
    shown({ name: 'author_name', label: 'Usuário', type: 'text' }),
    shown({ name: 'rectifications', label: 'Retificações', type: 'integer' }),
    shown({ name: 'state', label: 'Conclusão', type: 'enum', options: FINDING_STATES }),
    shown({ name: 'conclusion', label: 'Parecer', type: 'longtext' }),
    shown({ name: 'concluded_by', label: 'Concluído por', type: 'text' }),
    shown({ name: 'concluded_at', label: 'Concluído em', type: 'datetime' }),
  ],
  list: {
    columns: ['reference', 'aspect', 'title', 'detail', 'state', 'concluded_by', 'concluded_at'],
    sort: { column: 'reference', direction: 'desc' },
    sortable: ['reference'],
    filters: ['reference', 'aspect', 'state'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'billing.read', write: null },
  operations: {
    conclude: {
      action: 'billing.conclude_rectification_finding',
      help: 'O que se verificou. Quem fez as retificações não conclui o achado sobre elas.',
      fields: [
        { name: 'outcome', label: 'Resultado', type: 'enum', options: OUTCOMES, isRequired: true },
      ],
      isOffered: ({ state }) => state === 'open',
    },
  },
  actions: [],
}
