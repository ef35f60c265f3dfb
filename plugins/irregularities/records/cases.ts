import type { RecordField, RecordOperation, RecordType } from '#core/records/index'
import { CASE_STATES, DEGREES } from './options.ts'

const FOUND = 'Constatação'
const DEFENCE = 'Defesa'
const DECISION = 'Decisão'

const found: readonly RecordField[] = [
  {
    ...{ name: 'order_id', label: 'Ordem de fiscalização', type: 'reference' },
    ...{ record: 'services.orders', isRequired: true, section: FOUND },
  },
  { name: 'found_on', label: 'Constatada em', type: 'date', section: FOUND },
  {
    ...{ name: 'fraud_type', label: 'Tipo de fraude', type: 'lookup', isRequired: true },
    ...{ lookup: 'irregularities.fraud_types', section: FOUND },
  },
  {
    ...{ name: 'degree', label: 'Grau', type: 'enum', options: DEGREES, section: FOUND },
    help: 'Vazio: o do tipo de fraude.',
  },
  {
    ...{ name: 'police_report', label: 'Boletim de ocorrência', type: 'text', maxLength: 60 },
    section: FOUND,
  },
  {
    ...{ name: 'findings', label: 'O que se constatou', type: 'longtext', maxLength: 2000 },
    ...{ isRequired: true, section: FOUND },
  },
  {
    ...{ name: 'reading', label: 'Leitura do hidrômetro', type: 'integer', unit: 'm³' },
    ...{ minimum: '0', maximum: '999999999', section: FOUND },
  },
]

const defendedOn: RecordField = {
  ...{ name: 'defended_on', label: 'Defesa apresentada em', type: 'date', section: DEFENCE },
}
const defence: RecordField = {
  ...{ name: 'defence', label: 'O que o cliente alega', type: 'longtext', maxLength: 4000 },
  section: DEFENCE,
}
const decision: RecordField = {
  ...{ name: 'decision', label: 'Fundamentos', type: 'longtext', maxLength: 4000 },
  section: DECISION,
}

const operations: Readonly<Record<string, RecordOperation>> = {
  notify: {
    action: 'irregularities.notify',
    help: 'Emite a notificação ao titular, que a página mostra para imprimir, e começa o prazo de defesa. Nada é cobrado antes da decisão.',
    fields: [],
    isOffered: ({ state }) => state === 'found',
  },
  decide: {
    action: 'irregularities.decide',
    help: 'Quem registrou o caso não o decide. Procedente, a multa vai à próxima fatura do imóvel; improcedente, nada se cobra.',
    fields: [
      {
        ...{ name: 'outcome', label: 'Decisão', type: 'enum', isRequired: true },
        options: CASE_STATES.filter(({ value }) => ['upheld', 'dismissed'].includes(value)),
      },
      { ...decision, isRequired: true },
    ],
    isOffered: ({ state }) => state === 'defended' || state === 'notified',
  },
  defend: {
    action: 'irregularities.defend',
    help: 'O que o cliente alega, dentro do prazo. Os papéis são anexados na página do caso.',
    fields: [
      { ...defendedOn, isRequired: true },
      { ...defence, isRequired: true },
    ],
    today: ['defended_on'],
    isOffered: ({ state }) => state === 'notified',
  },
}

/** Irregularities from the finding to the decision; the fine is charged only then. */
export const cases: RecordType = {
  name: 'irregularities.cases',
  path: '/irregularities/cases',
  table: 'irregularities_cases',
  title: { one: 'Caso de irregularidade', many: 'Casos de irregularidade', gender: 'm' },
  help: 'Fraudes constatadas em fiscalizações: notificação, defesa, decisão de outra pessoa e multa na próxima fatura. Um caso se registra encerrando a ordem de fiscalização que o constatou.',
  label: 'number',
  fields: [
    { name: 'number', label: 'Número', type: 'text', section: FOUND },
    { name: 'state', label: 'Situação', type: 'enum', options: CASE_STATES, section: FOUND },
    {
      ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
      section: FOUND,
    },
    {
      ...{ name: 'customer_id', label: 'Titular', type: 'reference', section: FOUND },
      record: 'registry.customers',
    },
    ...found,
    { name: 'fine_cents', label: 'Multa', type: 'money', section: FOUND },
    { name: 'found_by', label: 'Registrada por', type: 'text', section: FOUND },
    { name: 'notified_on', label: 'Notificado em', type: 'date', section: DEFENCE },
    { name: 'defence_until', label: 'Defesa até', type: 'date', section: DEFENCE },
    defendedOn,
    defence,
    { name: 'decided_on', label: 'Decidido em', type: 'date', section: DECISION },
    { name: 'decided_by', label: 'Decidido por', type: 'text', section: DECISION },
    decision,
    {
      ...{ name: 'charge_id', label: 'Multa cobrada', type: 'reference', section: DECISION },
      record: 'billing.service_charges',
    },
  ],
  list: {
    columns: [
      ...['number', 'found_on', 'premise_id', 'fraud_type', 'degree', 'fine_cents', 'state'],
      'defence_until',
    ],
    sort: { column: 'found_on', direction: 'desc' },
    sortable: ['found_on'],
    filters: ['state', 'fraud_type', 'found_on'],
  },
  search: ['number', 'police_report'],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'irregularities.read', write: null },
  createAction: 'irregularities.open_case',
  createFields: found,
  person: { record: 'registry.customers', key: 'customer_id', anonymised: {} },
  attachments: {
    kinds: [
      { value: 'defence', label: 'Defesa' },
      { value: 'delivery', label: 'Comprovante da notificação' },
      { value: 'proof', label: 'Prova' },
    ],
    write: 'irregularities.find',
  },
  notes: { write: 'irregularities.find' },
  operations,
  actions: [],
}
