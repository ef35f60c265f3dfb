import type { RecordType } from '#core/records/index'
import { bureauField, choice, customerField, premiseField, reference, shown } from './fields.ts'
import { END_CAUSES, MOVEMENT_STATES, MOVEMENT_WAITS, OPERATIONS } from './options.ts'

/** Everything that was asked of a bureau, and its answer. */
export const movements: RecordType = {
  name: 'bureaus.movements',
  path: '/bureaus/movements',
  table: 'bureaus_movements',
  title: { one: 'Movimento em órgão', many: 'Movimentos em órgãos', gender: 'm' },
  help: 'Inclusões, atualizações, cancelamentos e exclusões pedidos a cada órgão, com o arquivo em que foram e a resposta.',
  label: 'created_on',
  fields: [
    bureauField,
    choice('operation', 'Operação', OPERATIONS),
    customerField,
    premiseField,
    reference('listing_id', 'Registro', 'bureaus.listings'),
    reference('lot_id', 'Lote', 'bureaus.lots'),
    choice('state', 'Situação', MOVEMENT_STATES),
    choice('waits_for', 'O que falta', MOVEMENT_WAITS),
    choice('reason', 'Motivo', END_CAUSES),
    shown('amount_cents', 'Valor', 'money'),
    shown('debt_count', 'Débitos', 'integer'),
    shown('created_on', 'Pedido em', 'date'),
    shown('created_by', 'Pedido por', 'text'),
    shown('paid_on', 'Pago em', 'date'),
    shown('deadline_on', 'Avisar o órgão até', 'date'),
    shown('is_by_hand', 'Feito por pessoa no órgão', 'boolean'),
    reference('file_id', 'Arquivo', 'bureaus.files'),
    shown('sent_on', 'Enviado em', 'date'),
    shown('answer_codes', 'Códigos de retorno', 'text'),
    shown('answer', 'Resposta do órgão', 'text'),
    shown('answered_on', 'Respondido em', 'date'),
    shown('note', 'Observação', 'text'),
  ],
  list: {
    columns: [
      ...['created_on', 'bureau_id', 'operation', 'customer_id', 'amount_cents', 'state'],
      ...['waits_for', 'reason', 'deadline_on', 'file_id', 'answer'],
    ],
    sort: { column: 'created_on', direction: 'desc' },
    sortable: ['created_on'],
    filters: [
      'bureau_id',
      'operation',
      'state',
      'waits_for',
      'created_on',
      'listing_id',
      'customer_id',
      'file_id',
    ],
  },
  search: [],
  related: [],
  scope: { column: 'customer_id', of: 'registry.customers' },
  permissions: { read: 'bureaus.read', write: null },
  person: { record: 'registry.customers', key: 'customer_id', anonymised: {} },
  operations: {
    done: {
      action: 'bureaus.tell_done',
      help: 'Para o que se faz no site do órgão ou no cartório, fora de arquivos: anote o protocolo. Vale como aceito.',
      fields: [
        {
          ...{ name: 'protocol', label: 'Protocolo no órgão', type: 'text', maxLength: 120 },
          isRequired: true,
        },
      ],
      isOffered: ({ state }) => state === 'waiting' || state === 'sent',
    },
    resend: {
      action: 'bureaus.resend',
      help: 'Depois de corrigir o cadastro, o movimento vai de novo no próximo arquivo, com os dados de então.',
      fields: [],
      isOffered: ({ state }) => state === 'rejected',
    },
  },
  actions: [],
}
