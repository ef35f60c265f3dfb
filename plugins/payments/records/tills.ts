import {
  type RecordType,
  shownField as shown,
  shownReference as reference,
} from '#core/records/index'
import { SESSION_STATES, TILL_MOVES, TILL_WAYS } from './till_options.ts'

export const tills: RecordType = {
  name: 'payments.tills',
  path: '/payments/tills',
  table: 'payments_tills',
  title: { one: 'Caixa', many: 'Caixas', gender: 'm' },
  help: 'Os caixas do próprio prestador. O agente diz como o dinheiro de cada um é contabilizado, pelas regras de lançamento.',
  label: 'name',
  fields: [
    {
      ...{ name: 'code', label: 'Código', type: 'text', isRequired: true, maxLength: 4 },
      help: 'Letras maiúsculas e algarismos; vai na autenticação.',
    },
    { name: 'name', label: 'Nome', type: 'text', isRequired: true, maxLength: 80 },
    {
      ...{ name: 'agent_id', label: 'Agente arrecadador', type: 'reference', isRequired: true },
      record: 'payments.agents',
    },
    { name: 'is_active', label: 'Em uso', type: 'boolean', isRequired: true },
  ],
  list: {
    columns: ['name', 'code', 'agent_id', 'is_active'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name'],
    filters: [],
  },
  search: ['name', 'code'],
  related: [{ title: 'Turnos', record: 'payments.till_sessions', foreignKey: 'till_id' }],
  permissions: { read: 'payments.read', write: 'payments.write' },
  actions: [],
}

export const tillSessions: RecordType = {
  name: 'payments.till_sessions',
  path: '/payments/till-sessions',
  table: 'payments_till_sessions',
  title: { one: 'Turno de caixa', many: 'Turnos de caixa', gender: 'm' },
  help: 'Cada vez que um caixa foi aberto: por quem, o que devia haver nele no fim, o que foi contado e a justificativa da diferença.',
  label: 'opened_at',
  fields: [
    shown('opened_at', 'Aberto em', 'datetime'),
    { name: 'state', label: 'Situação', type: 'enum', options: SESSION_STATES, isReadOnly: true },
    reference('till_id', 'Caixa', 'payments.tills'),
    shown('user_name', 'Operador', 'text'),
    shown('float_cents', 'Troco inicial', 'money'),
    shown('closed_at', 'Fechado em', 'datetime'),
    shown('expected_cents', 'Devia haver', 'money'),
    shown('counted_cents', 'Contado', 'money'),
    shown('difference_cents', 'Diferença', 'money'),
    shown('justification', 'Justificativa', 'text'),
  ],
  list: {
    columns: [
      ...['opened_at', 'till_id', 'user_name', 'state', 'expected_cents', 'counted_cents'],
      ...['difference_cents', 'justification'],
    ],
    sort: { column: 'opened_at', direction: 'desc' },
    sortable: ['opened_at'],
    filters: ['state', 'till_id'],
  },
  search: [],
  related: [{ title: 'Movimentos', record: 'payments.till_moves', foreignKey: 'session_id' }],
  permissions: { read: 'payments.read', write: null },
  actions: [],
}

export const tillMoves: RecordType = {
  name: 'payments.till_moves',
  path: '/payments/till-moves',
  table: 'payments_till_moves',
  title: { one: 'Movimento de caixa', many: 'Movimentos de caixa', gender: 'm' },
  help: 'O que entrou e saiu de cada caixa, com a autenticação. O recebimento que foi estornado deixa de contar no caixa.',
  label: 'authentication',
  fields: [
    shown('made_at', 'Quando', 'datetime'),
    shown('authentication', 'Autenticação', 'text'),
    { name: 'kind', label: 'O que foi', type: 'enum', options: TILL_MOVES, isReadOnly: true },
    { name: 'way', label: 'Forma', type: 'enum', options: TILL_WAYS, isReadOnly: true },
    shown('amount_cents', 'Valor', 'money'),
    shown('tendered_cents', 'Entregue', 'money'),
    reference('document_id', 'Documento', 'receivables.documents'),
    reference('receipt_id', 'Recebimento', 'receivables.receipts'),
    reference('refund_id', 'Pedido de ressarcimento', 'receivables.refund_requests'),
    reference('session_id', 'Turno', 'payments.till_sessions'),
    shown('note', 'Observação', 'text'),
    shown('user_name', 'Por', 'text'),
  ],
  list: {
    columns: [
      'made_at',
      'authentication',
      'kind',
      'way',
      'amount_cents',
      'document_id',
      'user_name',
    ],
    sort: { column: 'made_at', direction: 'desc' },
    sortable: ['made_at'],
    filters: ['kind', 'way', 'session_id'],
  },
  search: ['authentication'],
  related: [],
  scope: { column: 'document_id', of: 'receivables.documents', isOptional: true },
  permissions: { read: 'payments.read', write: null },
  actions: [],
}
