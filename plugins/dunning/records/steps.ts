import type { EnumOption, RecordField, RecordType } from '#core/records/index'
import { STEP_KINDS } from '../domain/policy.ts'

export const STEP_STATES: readonly EnumOption[] = [
  { value: 'waiting', label: 'Espera confirmação', tone: 'attention' },
  { value: 'confirmed', label: 'Confirmada, a fazer', tone: 'info' },
  { value: 'refused', label: 'Recusada', tone: 'neutral' },
  { value: 'asked', label: 'Em andamento', tone: 'info' },
  { value: 'performed', label: 'Feita', tone: 'good' },
  { value: 'left_out', label: 'Não pôde ser feita', tone: 'bad' },
  { value: 'stopped', label: 'Encerrada antes de feita', tone: 'neutral' },
]

const DECISION = 'Confirmação'
const RESULT = 'O que se fez'

const readOnly = (field: RecordField): RecordField => ({ ...field, isReadOnly: true })

/** Steps of the policy as they came to debtors, whatever became of each. */
export const steps: RecordType = {
  name: 'dunning.steps',
  path: '/dunning/steps',
  table: 'dunning_steps',
  title: { one: 'Etapa de cobrança', many: 'Etapas de cobrança', gender: 'f' },
  help: 'Cada etapa da política que chegou a um devedor, com os débitos que ela cobra e o que se fez dela. As que pedem confirmação esperam quem tem a permissão que a política diz; confirmadas, são feitas na próxima execução, se os débitos ainda as pedirem.',
  label: 'title',
  fields: [
    { name: 'title', label: 'Etapa', type: 'text' },
    { name: 'kind', label: 'O que se faz', type: 'enum', options: STEP_KINDS },
    { name: 'state', label: 'Situação', type: 'enum', options: STEP_STATES },
    { name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
    { name: 'debtor_id', label: 'Devedor', type: 'reference', record: 'registry.customers' },
    { name: 'due_on', label: 'Chegou em', type: 'date' },
    { name: 'debts', label: 'Débitos', type: 'integer' },
    { name: 'amount_cents', label: 'Valor', type: 'money' },
    { name: 'cost_cents', label: 'Custo', type: 'money' },
    { name: 'decided_on', label: 'Decidida em', type: 'date', section: DECISION },
    { name: 'decided_by', label: 'Por', type: 'text', section: DECISION },
    { name: 'decision', label: 'Parecer', type: 'longtext', section: DECISION },
    { name: 'performed_on', label: 'Feita em', type: 'date', section: RESULT },
    { name: 'result', label: 'Resultado', type: 'text', section: RESULT },
    { name: 'reason', label: 'Por que não se fez', type: 'text', section: RESULT },
  ].map((field) => readOnly(field as RecordField)),
  list: {
    columns: [
      ...['title', 'premise_id', 'debtor_id', 'due_on', 'debts', 'amount_cents', 'state'],
      ...['performed_on', 'reason'],
    ],
    sort: { column: 'due_on', direction: 'desc' },
    sortable: ['due_on'],
    filters: ['state', 'kind', 'due_on'],
  },
  search: [],
  related: [{ title: 'Débitos', record: 'dunning.step_debts', foreignKey: 'step_id' }],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'dunning.read', write: null },
  person: { record: 'registry.customers', key: 'debtor_id', anonymised: {} },
  operations: {
    confirm: {
      action: 'dunning.confirm_step',
      help: 'A próxima execução da política faz a etapa, com os débitos dela que ainda estiverem em aberto. Pagos, em acordo ou em processo até lá, a etapa se encerra sem ser feita.',
      fields: [],
      isOffered: ({ state }) => state === 'waiting',
    },
    refuse: {
      action: 'dunning.refuse_step',
      help: 'A etapa não é feita e não volta para estes débitos. O motivo é o parecer e fica no histórico.',
      fields: [],
      isOffered: ({ state }) => state === 'waiting',
    },
  },
  bulk: [
    { action: 'dunning.confirm_step', effect: 'Confirmar {count} etapas' },
    { action: 'dunning.refuse_step', effect: 'Recusar {count} etapas' },
  ],
  actions: [],
}

/** The debts that each step asks for. */
export const stepDebts: RecordType = {
  name: 'dunning.step_debts',
  path: '/dunning/step-debts',
  table: 'dunning_step_debts',
  title: { one: 'Débito de etapa', many: 'Débitos de etapas', gender: 'm' },
  help: 'Cada débito que uma etapa da política cobra, com o valor que estava em aberto quando ela chegou.',
  label: 'reference',
  fields: [
    { name: 'step_id', label: 'Etapa', type: 'reference', record: 'dunning.steps' },
    { name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
    { name: 'reference', label: 'Referência', type: 'refmonth' },
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'cents', label: 'Em aberto', type: 'money' },
  ].map((field) => readOnly(field as RecordField)),
  list: {
    columns: ['step_id', 'premise_id', 'reference', 'due_on', 'cents'],
    sort: { column: 'due_on', direction: 'asc' },
    sortable: ['due_on'],
    filters: ['step_id'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'dunning.read', write: null },
  actions: [],
}
