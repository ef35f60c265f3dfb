import type { RecordType } from '#core/records/index'
import {
  OF_DEBTOR,
  OF_PREMISE,
  caseField,
  choice,
  debtorField,
  premiseField,
  reference,
  shown,
} from './fields.ts'
import { SUIT_STATES } from './options.ts'

/** Requests that debtors be sued. */
export const suits: RecordType = {
  name: 'collections.suits',
  path: '/collections/suits',
  table: 'collections_suits',
  title: { one: 'Pedido de ajuizamento', many: 'Pedidos de ajuizamento', gender: 'm' },
  help: 'Pedidos de cobrança em juízo, feitos na página do caso. As faturas do pedido ficam em juízo desde o pedido e saem das notificações e das ordens de corte; encerrado o pedido, o que falta volta à cobrança comum.',
  label: 'number',
  fields: [
    shown('number', 'Pedido', 'text'),
    caseField,
    premiseField,
    debtorField,
    choice('state', 'Situação', SUIT_STATES),
    shown('requested_on', 'Pedido em', 'date'),
    shown('requested_by', 'Pedido por', 'text'),
    shown('reason', 'Por quê', 'text'),
    shown('debts', 'Débitos', 'integer'),
    shown('amount_cents', 'Valor', 'money'),
    shown('case_number', 'Processo', 'text', { section: 'Em juízo' }),
    shown('court', 'Juízo', 'text', { section: 'Em juízo' }),
    shown('filed_on', 'Ajuizado em', 'date', { section: 'Em juízo' }),
    shown('ended_on', 'Encerrado em', 'date', { section: 'Em juízo' }),
    shown('end_reason', 'Por que terminou', 'text', { section: 'Em juízo' }),
  ],
  list: {
    columns: [
      'number',
      'premise_id',
      'debtor_id',
      'state',
      'requested_on',
      'debts',
      'amount_cents',
    ],
    sort: { column: 'requested_on', direction: 'desc' },
    sortable: ['requested_on'],
    filters: ['state', 'requested_on', 'case_id'],
  },
  search: [],
  related: [{ title: 'Débitos', record: 'collections.suit_debts', foreignKey: 'suit_id' }],
  scope: OF_PREMISE,
  permissions: { read: 'collections.read', write: null },
  person: OF_DEBTOR,
  madeOn: 'collections.cases',
  operations: {
    file: {
      action: 'collections.file_suit',
      help: 'O processo que o jurídico abriu.',
      fields: [
        {
          ...{ name: 'case_number', label: 'Número do processo', type: 'text', isRequired: true },
          maxLength: 40,
        },
        { name: 'court', label: 'Juízo', type: 'text', isRequired: true, maxLength: 120 },
        { name: 'filed_on', label: 'Ajuizado em', type: 'date', isRequired: true },
      ],
      today: ['filed_on'],
      isOffered: ({ state }) => state === 'requested',
    },
    end: {
      action: 'collections.end_suit',
      help: 'Não foi ajuizado, ou o processo terminou. O que ainda se deve volta às notificações e aos cortes.',
      fields: [],
      isOffered: ({ state }) => state !== 'ended',
    },
  },
  actions: [],
}

export const suitDebts: RecordType = {
  name: 'collections.suit_debts',
  path: '/collections/suit-debts',
  table: 'collections_suit_debts',
  title: { one: 'Débito em juízo', many: 'Débitos em juízo', gender: 'm' },
  help: 'Os débitos de um pedido de ajuizamento, com o que estava em aberto no pedido.',
  label: 'reference',
  fields: [
    reference('suit_id', 'Pedido', 'collections.suits'),
    premiseField,
    shown('reference', 'Referência', 'refmonth'),
    shown('due_on', 'Vencimento', 'date'),
    shown('open_cents', 'Em aberto', 'money'),
  ],
  list: {
    columns: ['suit_id', 'premise_id', 'reference', 'due_on', 'open_cents'],
    sort: { column: 'due_on', direction: 'asc' },
    sortable: ['due_on'],
    filters: ['suit_id'],
  },
  search: [],
  related: [],
  scope: OF_PREMISE,
  permissions: { read: 'collections.read', write: null },
  actions: [],
}
