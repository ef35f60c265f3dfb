import type { RecordField, RecordType } from '#core/records/index'
import { OF_PREMISE, choice, premiseField, reference, shown } from './fields.ts'
import { BODY_ACTIONS, SPHERES } from './options.ts'

const bodyField = reference('public_body_id', 'Órgão público', 'collections.bodies')
const OF_BODY = { column: 'public_body_id', of: 'collections.bodies' } as const

const asked: readonly RecordField[] = [
  {
    ...{ name: 'body_id', label: 'Órgão pagador', type: 'reference', isRequired: true },
    record: 'registry.paying_bodies',
    help: 'As unidades são as que o cadastro liga ao órgão pagador.',
  },
  { name: 'sphere', label: 'Esfera', type: 'enum', options: SPHERES, isRequired: true },
  { name: 'contact', label: 'Contato', type: 'text', maxLength: 300 },
]

const actionFields: readonly RecordField[] = [
  { name: 'made_on', label: 'Dia', type: 'date', isRequired: true },
  { name: 'kind', label: 'Ação', type: 'enum', options: BODY_ACTIONS, isRequired: true },
  { name: 'what', label: 'O que se fez', type: 'longtext', isRequired: true, maxLength: 500 },
  { name: 'result', label: 'Resultado', type: 'longtext', maxLength: 500 },
  { name: 'next_on', label: 'Voltar em', type: 'date' },
]

/** Public bodies as debtors: all their units together. */
export const bodies: RecordType = {
  name: 'collections.bodies',
  path: '/collections/public-bodies',
  table: 'collections_bodies',
  title: { one: 'Órgão público', many: 'Órgãos públicos', gender: 'm' },
  help: 'Órgãos federais, estaduais e municipais de que se cobra, cada um com todas as suas unidades: o que devem por idade, as cartas e o que se fez. O total por esfera está no relatório “Dívida de órgãos públicos”.',
  label: 'name',
  fields: [
    shown('name', 'Nome', 'text'),
    reference('body_id', 'Órgão pagador', 'registry.paying_bodies'),
    choice('sphere', 'Esfera', SPHERES),
    shown('contact', 'Contato', 'text'),
  ],
  list: {
    columns: ['name', 'sphere', 'body_id', 'contact'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name'],
    filters: ['sphere'],
  },
  search: [],
  related: [
    { title: 'Ações', record: 'collections.body_actions', foreignKey: 'public_body_id' },
    { title: 'Cartas', record: 'collections.demands', foreignKey: 'public_body_id' },
  ],
  scope: { column: 'body_id', of: 'registry.paying_bodies' },
  permissions: { read: 'collections.read', write: null },
  createAction: 'collections.add_body',
  createFields: asked,
  operations: {
    demand: {
      action: 'collections.issue_demand',
      help: 'Uma carta só, com todos os débitos vencidos das unidades do órgão hoje.',
      fields: [{ name: 'due_on', label: 'Pagar até', type: 'date', isRequired: true }],
    },
    action: {
      action: 'collections.record_body_action',
      help: 'O que se fez para receber, e o que deu.',
      fields: actionFields,
      today: ['made_on'],
    },
  },
  actions: [],
}

/** Letters that ask a body for all that its units owe. */
export const demands: RecordType = {
  name: 'collections.demands',
  path: '/collections/demands',
  table: 'collections_demands',
  title: { one: 'Carta a órgão público', many: 'Cartas a órgãos públicos', gender: 'f' },
  help: 'Cada carta com os débitos das unidades como estavam na emissão.',
  label: 'number',
  fields: [
    shown('number', 'Carta', 'text'),
    bodyField,
    shown('issued_on', 'Emitida em', 'date'),
    shown('due_on', 'Pagar até', 'date'),
    shown('units', 'Unidades', 'integer'),
    shown('debts', 'Débitos', 'integer'),
    shown('amount_cents', 'Valor', 'money'),
    shown('issued_by', 'Emitida por', 'text'),
  ],
  list: {
    columns: ['number', 'public_body_id', 'issued_on', 'due_on', 'units', 'amount_cents'],
    sort: { column: 'issued_on', direction: 'desc' },
    sortable: ['issued_on'],
    filters: ['public_body_id', 'issued_on'],
  },
  search: [],
  related: [{ title: 'Débitos', record: 'collections.demand_debts', foreignKey: 'demand_id' }],
  scope: OF_BODY,
  permissions: { read: 'collections.read', write: null },
  madeOn: 'collections.bodies',
  attachments: {
    kinds: [
      { value: 'receipt', label: 'Protocolo de recebimento' },
      { value: 'answer', label: 'Resposta do órgão' },
    ],
    write: 'collections.work',
  },
  actions: [],
}

export const demandDebts: RecordType = {
  name: 'collections.demand_debts',
  path: '/collections/demand-debts',
  table: 'collections_demand_debts',
  title: { one: 'Débito de carta', many: 'Débitos de cartas', gender: 'm' },
  help: 'Os débitos que uma carta a órgão público lista.',
  label: 'reference',
  fields: [
    reference('demand_id', 'Carta', 'collections.demands'),
    premiseField,
    shown('reference', 'Referência', 'refmonth'),
    shown('due_on', 'Vencimento', 'date'),
    shown('open_cents', 'Em aberto', 'money'),
  ],
  list: {
    columns: ['demand_id', 'premise_id', 'reference', 'due_on', 'open_cents'],
    sort: { column: 'due_on', direction: 'asc' },
    sortable: ['due_on'],
    filters: ['demand_id'],
  },
  search: [],
  related: [],
  scope: OF_PREMISE,
  permissions: { read: 'collections.read', write: null },
  actions: [],
}

/** What was done to receive from a body, and what came of it. */
export const bodyActions: RecordType = {
  name: 'collections.body_actions',
  path: '/collections/body-actions',
  table: 'collections_body_actions',
  title: { one: 'Ação junto a órgão público', many: 'Ações junto a órgãos públicos', gender: 'f' },
  help: 'Ofícios, reuniões, acordos e o que resultou de cada um.',
  label: 'what',
  fields: [
    shown('made_on', 'Dia', 'date'),
    bodyField,
    choice('kind', 'Ação', BODY_ACTIONS),
    shown('what', 'O que se fez', 'longtext'),
    shown('result', 'Resultado', 'longtext'),
    shown('next_on', 'Voltar em', 'date'),
    shown('made_by', 'Registrada por', 'text'),
  ],
  list: {
    columns: ['made_on', 'public_body_id', 'kind', 'what', 'result', 'next_on', 'made_by'],
    sort: { column: 'made_on', direction: 'desc' },
    sortable: ['made_on'],
    filters: ['public_body_id', 'kind', 'made_on'],
  },
  search: [],
  related: [],
  scope: OF_BODY,
  permissions: { read: 'collections.read', write: null },
  madeOn: 'collections.bodies',
  actions: [],
}
