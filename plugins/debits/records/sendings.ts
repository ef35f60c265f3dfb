import type { RecordType } from '#core/records/index'
import { RECORD_KINDS } from './options.ts'

/** The lines of the remittances. */
export const sendings: RecordType = {
  name: 'debits.sendings',
  path: '/debits/sendings',
  table: 'debits_sendings',
  title: { one: 'Linha de remessa', many: 'Linhas de remessas', gender: 'f' },
  help: 'Cada linha que foi enviada a um banco e o que ele respondeu.',
  label: 'number',
  fields: [
    {
      ...{ name: 'remittance_id', label: 'Remessa', type: 'reference', isReadOnly: true },
      record: 'debits.remittances',
    },
    { name: 'number', label: 'Linha', type: 'integer', isReadOnly: true },
    {
      ...{ name: 'kind', label: 'Registro', type: 'enum', options: RECORD_KINDS },
      isReadOnly: true,
    },
    {
      ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
      isReadOnly: true,
    },
    {
      ...{ name: 'order_id', label: 'Fatura', type: 'reference', record: 'debits.orders' },
      isReadOnly: true,
    },
    { name: 'amount_cents', label: 'Valor', type: 'money', isReadOnly: true },
    { name: 'debit_on', label: 'Debitar em', type: 'date', isReadOnly: true },
    {
      ...{ name: 'occurrence', label: 'Resposta do banco', type: 'lookup', isReadOnly: true },
      lookup: 'payments.direct_debit_occurrences',
    },
    { name: 'answered_on', label: 'Respondida em', type: 'date', isReadOnly: true },
    { name: 'paid_cents', label: 'Debitado', type: 'money', isReadOnly: true },
    { name: 'paid_on', label: 'Debitado em', type: 'date', isReadOnly: true },
    {
      ...{ name: 'raw', label: 'Como foi', type: 'longtext', isReadOnly: true },
      isPersonal: true,
    },
  ],
  list: {
    columns: [
      'number',
      'kind',
      'premise_id',
      'order_id',
      'amount_cents',
      'occurrence',
      'paid_cents',
    ],
    sort: { column: 'number', direction: 'asc' },
    sortable: ['number'],
    filters: ['remittance_id', 'order_id'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises', isOptional: true },
  permissions: { read: 'debits.read', write: null },
  actions: [],
}
