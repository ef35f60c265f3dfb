import type { RecordType } from '#core/records/index'
import {
  OF_DEBTOR,
  OF_PREMISE,
  caseField,
  choice,
  collectorField,
  debtorField,
  premiseField,
  reference,
  shown,
} from './fields.ts'
import { PROMISE_STATES } from './options.ts'

/** What debtors promised to pay, until when, and what became of it. */
export const promises: RecordType = {
  name: 'collections.promises',
  path: '/collections/promises',
  table: 'collections_promises',
  title: { one: 'Promessa de pagamento', many: 'Promessas de pagamento', gender: 'f' },
  help: 'O que os devedores prometeram pagar e até quando. O pagamento dos débitos a cumpre, o prazo sem ele a quebra, e um estorno a abre de novo.',
  label: 'number',
  fields: [
    shown('number', 'Promessa', 'text'),
    caseField,
    premiseField,
    debtorField,
    choice('state', 'Situação', PROMISE_STATES),
    shown('made_on', 'Feita em', 'date'),
    shown('due_on', 'Para', 'date'),
    shown('lapses_on', 'Vale pagamento até', 'date'),
    shown('amount_cents', 'Valor prometido', 'money'),
    shown('paid_cents', 'Pago', 'money'),
    shown('ended_on', 'Terminou em', 'date'),
    shown('end_reason', 'Por que foi cancelada', 'text'),
    collectorField,
    shown('made_by', 'Registrada por', 'text'),
  ],
  list: {
    columns: [
      ...['number', 'case_id', 'premise_id', 'state', 'due_on', 'amount_cents', 'paid_cents'],
      'collector_id',
    ],
    sort: { column: 'due_on', direction: 'desc' },
    sortable: ['due_on'],
    filters: ['state', 'collector_id', 'due_on', 'case_id'],
  },
  search: [],
  related: [{ title: 'Débitos', record: 'collections.promise_debts', foreignKey: 'promise_id' }],
  scope: OF_PREMISE,
  permissions: { read: 'collections.read', write: null },
  person: OF_DEBTOR,
  madeOn: 'collections.cases',
  operations: {
    cancel: {
      action: 'collections.cancel_promise',
      help: 'A promessa deixa de ser aguardada e não conta como quebrada; o motivo fica registrado.',
      fields: [],
      isOffered: ({ state }) => state === 'open',
    },
  },
  actions: [],
}

/** The debts that a promise is about, as they were when it was made. */
export const promiseDebts: RecordType = {
  name: 'collections.promise_debts',
  path: '/collections/promise-debts',
  table: 'collections_promise_debts',
  title: { one: 'Débito prometido', many: 'Débitos prometidos', gender: 'm' },
  help: 'Os débitos de que uma promessa trata, com o que estava em aberto quando foi feita.',
  label: 'reference',
  fields: [
    reference('promise_id', 'Promessa', 'collections.promises'),
    premiseField,
    shown('reference', 'Referência', 'refmonth'),
    shown('due_on', 'Vencimento', 'date'),
    shown('open_cents', 'Em aberto', 'money'),
    shown('is_held', 'Suspenso pela promessa', 'boolean'),
  ],
  list: {
    columns: ['promise_id', 'premise_id', 'reference', 'due_on', 'open_cents', 'is_held'],
    sort: { column: 'due_on', direction: 'asc' },
    sortable: ['due_on'],
    filters: ['promise_id'],
  },
  search: [],
  related: [],
  scope: OF_PREMISE,
  permissions: { read: 'collections.read', write: null },
  actions: [],
}
