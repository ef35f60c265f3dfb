import type { RecordType } from '#core/records/index'
import { bureauField, choice, premiseField, reference, shown } from './fields.ts'
import { DIRECTIONS, FILE_STATES, LINE_FATES } from './options.ts'

/** Files made for bureaus and those that they returned, kept as they are. */
export const files: RecordType = {
  name: 'bureaus.files',
  path: '/bureaus/files',
  table: 'bureaus_files',
  title: { one: 'Arquivo de órgão', many: 'Arquivos de órgãos', gender: 'm' },
  help: 'Remessas geradas para cada órgão e retornos recebidos, guardados como foram, com o destino de cada linha.',
  label: 'file_name',
  fields: [
    shown('file_name', 'Arquivo', 'text'),
    bureauField,
    choice('direction', 'Sentido', DIRECTIONS),
    choice('state', 'Situação', FILE_STATES),
    shown('sequence', 'Número', 'integer'),
    reference('lot_id', 'Lote', 'bureaus.lots'),
    shown('movement_count', 'Movimentos', 'integer'),
    shown('total_cents', 'Valor', 'money'),
    shown('line_count', 'Linhas', 'integer'),
    shown('applied_count', 'Respostas aplicadas', 'integer'),
    shown('unknown_count', 'Linhas sem destino', 'integer'),
    shown('reason', 'Por que não foi aplicado', 'text'),
    shown('made_at', 'Gerado ou recebido', 'datetime'),
    shown('made_by', 'Por', 'text'),
    shown('sent_at', 'Enviado', 'datetime'),
    shown('sent_by', 'Enviado por', 'text'),
    shown('sent_to', 'Como foi enviado', 'text'),
    shown('sha256', 'Impressão digital (SHA-256)', 'text'),
  ],
  list: {
    columns: [
      ...['file_name', 'bureau_id', 'direction', 'state', 'movement_count', 'total_cents'],
      ...['made_at', 'sent_at'],
    ],
    sort: { column: 'made_at', direction: 'desc' },
    sortable: ['made_at'],
    filters: ['bureau_id', 'direction', 'state'],
  },
  search: ['file_name'],
  related: [
    { title: 'Movimentos', record: 'bureaus.movements', foreignKey: 'file_id' },
    { title: 'Linhas do retorno', record: 'bureaus.return_lines', foreignKey: 'file_id' },
  ],
  permissions: { read: 'bureaus.read', write: null },
  operations: {
    sent: {
      action: 'bureaus.mark_sent',
      help: 'Depois de levar o arquivo ao órgão, diga como: fica no histórico, e as baixas dele deixam de contar como atrasadas.',
      fields: [
        {
          ...{ name: 'sent_to', label: 'Como foi enviado', type: 'text', maxLength: 120 },
          ...{ isRequired: true, help: 'Por exemplo: portal do órgão, protocolo 123.' },
        },
      ],
      isOffered: ({ state }) => state === 'generated',
    },
  },
  actions: [],
}

/** What was done of each line of a return. */
export const returnLines: RecordType = {
  name: 'bureaus.return_lines',
  path: '/bureaus/return_lines',
  table: 'bureaus_return_lines',
  title: { one: 'Linha de retorno', many: 'Linhas de retornos', gender: 'f' },
  help: 'Cada linha que um órgão devolveu e o que se fez dela.',
  label: 'number',
  fields: [
    reference('file_id', 'Arquivo', 'bureaus.files'),
    shown('number', 'Linha', 'integer'),
    choice('fate', 'Destino', LINE_FATES),
    shown('codes', 'Códigos', 'text'),
    shown('message', 'O que diz', 'text'),
    reference('movement_id', 'Movimento', 'bureaus.movements'),
    premiseField,
    shown('raw', 'Como veio', 'longtext', { isPersonal: true }),
  ],
  list: {
    columns: ['number', 'fate', 'movement_id', 'codes', 'message'],
    sort: { column: 'number', direction: 'asc' },
    sortable: ['number'],
    filters: ['file_id', 'fate'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises', isOptional: true },
  permissions: { read: 'bureaus.read', write: null },
  actions: [],
}
