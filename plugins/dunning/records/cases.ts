import type { RecordField, RecordType } from '#core/records/index'
import { CASE_STATES, DEBT_STANDINGS } from './cut_options.ts'

const BASIS = 'Em que se funda'
const CUT = 'Execução'
const END = 'Religação e fim'

const readOnly = (field: RecordField): RecordField => ({ ...field, isReadOnly: true })

/** Cut-offs, one for each order, with the dossier without which none is made. */
export const cases: RecordType = {
  name: 'dunning.cases',
  path: '/dunning/cases',
  table: 'dunning_cases',
  title: { one: 'Caso de corte', many: 'Casos de corte', gender: 'm' },
  help: 'Cada ordem de corte com o seu dossiê: a notificação e a prova da entrega, os débitos naquele dia, a regra que decidiu, o calendário da lei, a execução e a religação. Sem dossiê completo não há ordem.',
  label: 'number',
  fields: [
    { name: 'number', label: 'Número', type: 'text' },
    { name: 'state', label: 'Situação', type: 'enum', options: CASE_STATES },
    { name: 'level', label: 'Nível', type: 'integer' },
    { name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
    { name: 'debtor_id', label: 'Devedor', type: 'reference', record: 'registry.customers' },
    { name: 'order_id', label: 'Ordem de corte', type: 'reference', record: 'services.orders' },
    { name: 'opened_on', label: 'Aberto em', type: 'date' },
    { name: 'amount_cents', label: 'Débito que o sustentava', type: 'money', section: BASIS },
    {
      ...{ name: 'notice_id', label: 'Notificação', type: 'reference', section: BASIS },
      record: 'dunning.notices',
    },
    {
      ...{ name: 'previous_id', label: 'Corte anterior', type: 'reference', section: BASIS },
      record: 'dunning.cases',
    },
    { name: 'allowed_from', label: 'A lei o permitia desde', type: 'date', section: BASIS },
    { name: 'known_until', label: 'Arrecadação conhecida até', type: 'date', section: BASIS },
    { name: 'because', label: 'Fundamento', type: 'text', section: BASIS },
    { name: 'message', label: 'Mensagem impressa na ordem', type: 'longtext', section: BASIS },
    { name: 'executed_on', label: 'Cortado em', type: 'date', section: CUT },
    { name: 'executed_time', label: 'Hora', type: 'text', section: CUT },
    { name: 'reading', label: 'Leitura do hidrômetro', type: 'integer', unit: 'm³', section: CUT },
    {
      ...{ name: 'reconnection_id', label: 'Ordem de religação', type: 'reference', section: END },
      record: 'services.orders',
    },
    { name: 'ended_on', label: 'Encerrado em', type: 'date', section: END },
    { name: 'ended_why', label: 'Por quê', type: 'text', section: END },
  ].map((field) => readOnly(field as RecordField)),
  list: {
    columns: [
      ...['number', 'opened_on', 'premise_id', 'level', 'amount_cents', 'order_id', 'state'],
      'executed_on',
    ],
    sort: { column: 'opened_on', direction: 'desc' },
    sortable: ['opened_on', 'executed_on'],
    filters: ['state', 'opened_on', 'executed_on'],
  },
  search: ['number'],
  related: [{ title: 'Débitos naquele dia', record: 'dunning.case_debts', foreignKey: 'case_id' }],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'dunning.read', write: null },
  person: { record: 'registry.customers', key: 'debtor_id', anonymised: {} },
  notes: { write: 'dunning.cut' },
  actions: ['dunning.issue_case_file'],
}

/** What the notice listed, and what each debt was worth on the day of the case. */
export const caseDebts: RecordType = {
  name: 'dunning.case_debts',
  path: '/dunning/case-debts',
  table: 'dunning_case_debts',
  title: { one: 'Débito de caso de corte', many: 'Débitos de casos de corte', gender: 'm' },
  help: 'Os débitos que a notificação listava, com o que restava aberto de cada um no dia em que a ordem de corte foi feita, e se ele a sustentava.',
  label: 'reference',
  fields: [
    { name: 'case_id', label: 'Caso', type: 'reference', record: 'dunning.cases' },
    { name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
    { name: 'number', label: 'Documento', type: 'text' },
    { name: 'reference', label: 'Referência', type: 'refmonth' },
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'noticed_cents', label: 'Na notificação', type: 'money' },
    { name: 'open_cents', label: 'Aberto naquele dia', type: 'money' },
    { name: 'cut_cents', label: 'Conta para o corte', type: 'money' },
    { name: 'standing', label: 'Como contou', type: 'enum', options: DEBT_STANDINGS },
  ].map((field) => readOnly(field as RecordField)),
  list: {
    columns: [
      'case_id',
      'reference',
      'due_on',
      'noticed_cents',
      'open_cents',
      'cut_cents',
      'standing',
    ],
    sort: { column: 'due_on', direction: 'asc' },
    sortable: ['due_on'],
    filters: ['case_id'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'dunning.read', write: null },
  actions: [],
}
