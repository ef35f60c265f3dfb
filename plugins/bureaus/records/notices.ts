import type { RecordType } from '#core/records/index'
import { choice, customerField, premiseField, reference, shown } from './fields.ts'
import { CHANNELS, NOTICE_STATES } from './options.ts'

/** Letters that come before a listing, with what proves that they went. */
export const notices: RecordType = {
  name: 'bureaus.notices',
  path: '/bureaus/notices',
  table: 'bureaus_notices',
  title: { one: 'Aviso prévio', many: 'Avisos prévios', gender: 'm' },
  help: 'A carta que vem antes da negativação (CDC, art. 43, § 2º). O prazo conta do envio registrado aqui; sem ele ninguém entra em lote.',
  label: 'number',
  fields: [
    shown('number', 'Aviso', 'text'),
    customerField,
    premiseField,
    choice('state', 'Situação', NOTICE_STATES),
    shown('issued_on', 'Emitido em', 'date'),
    shown('issued_by', 'Emitido por', 'text'),
    shown('debt_count', 'Débitos', 'integer'),
    shown('amount_cents', 'Valor', 'money'),
    shown('sent_on', 'Enviado em', 'date'),
    choice('channel', 'Por onde foi', CHANNELS),
    shown('proof', 'O que prova o envio', 'text'),
    shown('sent_by', 'Registrado por', 'text'),
    shown('note', 'Por que voltou', 'text'),
  ],
  list: {
    columns: [
      ...['number', 'customer_id', 'premise_id', 'state', 'issued_on', 'debt_count'],
      ...['amount_cents', 'sent_on'],
    ],
    sort: { column: 'issued_on', direction: 'desc' },
    sortable: ['issued_on'],
    filters: ['state', 'issued_on', 'customer_id'],
  },
  search: ['number'],
  related: [{ title: 'Débitos', record: 'bureaus.notice_debts', foreignKey: 'notice_id' }],
  scope: { column: 'customer_id', of: 'registry.customers' },
  permissions: { read: 'bureaus.read', write: null },
  person: { record: 'registry.customers', key: 'customer_id', anonymised: {} },
  attachments: {
    kinds: [
      { value: 'posting', label: 'Lista de postagem' },
      { value: 'receipt', label: 'Aviso de recebimento' },
    ],
    write: 'bureaus.notify',
  },
  operations: {
    sent: {
      action: 'bureaus.notice_sent',
      help: 'Como e quando a carta foi, e o que prova: número da lista de postagem, do AR ou da mensagem. Guarde a prova por cinco anos.',
      fields: [
        {
          name: 'channel',
          label: 'Por onde foi',
          type: 'enum',
          isRequired: true,
          options: CHANNELS,
        },
        { name: 'sent_on', label: 'Enviado em', type: 'date', isRequired: true },
        {
          ...{ name: 'proof', label: 'O que prova o envio', type: 'text', isRequired: true },
          maxLength: 200,
        },
      ],
      today: ['sent_on'],
      isOffered: ({ state }) => state === 'issued',
    },
    returned: {
      action: 'bureaus.notice_returned',
      help: 'A carta voltou: deixa de contar para lotes, e outro aviso é emitido na próxima rodada.',
      fields: [
        {
          ...{ name: 'note', label: 'Por que voltou', type: 'text', isRequired: true },
          maxLength: 200,
        },
      ],
      isOffered: ({ state }) => state === 'sent',
    },
  },
  bulk: [
    {
      action: 'bureaus.notice_sent',
      effect: 'Registrar o envio de {count} avisos',
      fields: [
        {
          name: 'channel',
          label: 'Por onde foram',
          type: 'enum',
          isRequired: true,
          options: CHANNELS,
        },
        { name: 'sent_on', label: 'Enviados em', type: 'date', isRequired: true },
        {
          ...{ name: 'proof', label: 'O que prova o envio', type: 'text', isRequired: true },
          maxLength: 200,
        },
      ],
    },
  ],
  actions: [],
}

/** What a notice told. */
export const noticeDebts: RecordType = {
  name: 'bureaus.notice_debts',
  path: '/bureaus/notice_debts',
  table: 'bureaus_notice_debts',
  title: { one: 'Débito avisado', many: 'Débitos avisados', gender: 'm' },
  help: 'Cada débito que um aviso prévio contou, com o valor daquele dia.',
  label: 'reference',
  fields: [
    reference('notice_id', 'Aviso', 'bureaus.notices'),
    premiseField,
    shown('reference', 'Referência', 'refmonth'),
    shown('due_on', 'Vencimento', 'date'),
    shown('amount_cents', 'Valor', 'money'),
  ],
  list: {
    columns: ['notice_id', 'premise_id', 'reference', 'due_on', 'amount_cents'],
    sort: { column: 'due_on', direction: 'asc' },
    sortable: ['due_on'],
    filters: ['notice_id'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises', isOptional: true },
  permissions: { read: 'bureaus.read', write: null },
  actions: [],
}
