import type { RecordType } from '#core/records/index'
import { DAY_KINDS, DAY_STATES } from './options.ts'

export const days: RecordType = {
  name: 'payments.days',
  path: '/payments/days',
  table: 'payments_days',
  title: { one: 'Dia da conciliação', many: 'Conciliação bancária', gender: 'm' },
  help: 'O que cada convênio devia creditar em cada dia, pelo que os arquivos e avisos informam, e o que o extrato diz que creditou.',
  label: 'credited_on',
  fields: [
    { name: 'credited_on', label: 'Crédito em', type: 'date', isReadOnly: true },
    {
      ...{ name: 'agreement_id', label: 'Convênio', type: 'reference' },
      ...{ record: 'payments.agreements', isReadOnly: true },
    },
    { name: 'kind', label: 'De', type: 'enum', options: DAY_KINDS, isReadOnly: true },
    { name: 'state', label: 'Situação', type: 'enum', options: DAY_STATES, isReadOnly: true },
    { name: 'receipts', label: 'Pagamentos', type: 'integer', isReadOnly: true },
    { name: 'gross_cents', label: 'Informado', type: 'money', isReadOnly: true },
    { name: 'fee_cents', label: 'Tarifas', type: 'money', isReadOnly: true },
    { name: 'net_cents', label: 'A creditar', type: 'money', isReadOnly: true },
    { name: 'credited_cents', label: 'Creditado', type: 'money', isReadOnly: true },
    { name: 'difference_cents', label: 'Diferença', type: 'money', isReadOnly: true },
    { name: 'settled_by', label: 'Conciliado por', type: 'text', isReadOnly: true },
    { name: 'settled_at', label: 'Conciliado em', type: 'datetime', isReadOnly: true },
    { name: 'justification', label: 'Justificativa', type: 'longtext', isReadOnly: true },
    { name: 'is_stale', label: 'Espera nova soma', type: 'boolean', isReadOnly: true },
  ],
  list: {
    columns: [
      ...['credited_on', 'agreement_id', 'kind', 'state', 'receipts', 'gross_cents', 'fee_cents'],
      ...['net_cents', 'credited_cents', 'difference_cents', 'settled_by'],
    ],
    sort: { column: 'credited_on', direction: 'desc' },
    sortable: ['credited_on'],
    filters: ['state', 'agreement_id', 'kind', 'credited_on'],
  },
  search: [],
  related: [{ title: 'Créditos', record: 'payments.statement_lines', foreignKey: 'day_id' }],
  permissions: { read: 'payments.read', write: null },
  operations: {
    accept: {
      action: 'payments.accept_day',
      help: 'O dia fica encerrado com a diferença e a razão dela. Se o banco creditar ou informar mais alguma coisa desse dia, ele se abre de novo.',
      fields: [],
      isOffered: ({ state, is_stale: isStale }) =>
        (state === 'open' || state === 'divergent') && isStale === false,
    },
  },
  actions: [],
}
