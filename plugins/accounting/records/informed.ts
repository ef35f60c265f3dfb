import type { EnumOption, RecordField, RecordType } from '#core/records/index'
import { INFORMED } from '../services/informed_amounts.ts'

const STATES: readonly EnumOption[] = [
  { value: 'waiting', label: 'Espera conferência', tone: 'attention' },
  { value: 'accepted', label: 'Aceito', tone: 'good' },
  { value: 'refused', label: 'Recusado', tone: 'neutral' },
]

const asked: readonly RecordField[] = [
  { name: 'year', label: 'Ano', type: 'integer', isRequired: true },
  {
    ...{ name: 'account', label: 'Conta AESBE', type: 'text', isRequired: true, maxLength: 40 },
    help: 'Como 46.100 (juros), 21.220 (empréstimos) ou 41.100.010.501 (depreciação).',
  },
  { name: 'debit_cents', label: 'Débitos do ano', type: 'money', isRequired: true },
  { name: 'credit_cents', label: 'Créditos do ano', type: 'money', isRequired: true },
  {
    ...{ name: 'source', label: 'De onde vem', type: 'text', isRequired: true, maxLength: 200 },
    help: 'O sistema e o documento, por exemplo: razão da conta no SIAFIC, emitido em 10/01.',
  },
]

/** Movement of accounts that stand in the books of another system. */
export const informed: RecordType = {
  name: INFORMED,
  path: '/accounting/informed',
  table: 'accounting_informed',
  title: { one: 'Valor informado', many: 'Valores informados', gender: 'm' },
  help: 'O movimento do ano de contas que estão nos livros de outro sistema (dívida, depreciação), para as informações do SNIS. Só conta depois que outra pessoa confere o razão anexado.',
  label: 'account',
  fields: [
    ...asked,
    { name: 'state', label: 'Situação', type: 'enum', options: STATES },
    { name: 'author', label: 'Informado por', type: 'text' },
    { name: 'written_at', label: 'Informado', type: 'datetime' },
    { name: 'decided_by', label: 'Conferido por', type: 'text' },
    { name: 'decided_at', label: 'Conferido', type: 'datetime' },
    { name: 'decision', label: 'Motivo', type: 'longtext' },
  ],
  list: {
    columns: [
      ...['year', 'account', 'debit_cents', 'credit_cents', 'source', 'author', 'decided_by'],
      'state',
    ],
    sort: { column: 'year', direction: 'desc' },
    sortable: ['year'],
    filters: ['year', 'state'],
  },
  search: [],
  related: [],
  permissions: { read: 'accounting.read', write: null },
  createAction: 'accounting.inform_amount',
  createFields: asked,
  attachments: {
    kinds: [{ value: 'evidence', label: 'Razão da conta' }],
    write: 'accounting.write_entries',
  },
  operations: {
    accept: {
      action: 'accounting.accept_informed',
      help: 'O valor passa a contar. Precisa do razão da conta anexado, e de outra pessoa que não quem informou.',
      fields: [],
      isOffered: ({ state }) => state === 'waiting',
    },
    refuse: {
      action: 'accounting.refuse_informed',
      help: 'O valor fica guardado como recusado e não conta.',
      fields: [],
      isOffered: ({ state }) => state === 'waiting',
    },
  },
  actions: [],
}
