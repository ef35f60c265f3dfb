import type { RecordType } from '#core/records/index'

const isStanding = ({ withdrawn_at: at }: Readonly<Record<string, unknown>>) => at === null

export const noMovements: RecordType = {
  name: 'payments.no_movements',
  path: '/payments/no-movements',
  table: 'payments_no_movements',
  title: { one: 'Dia sem movimento', many: 'Dias sem movimento', gender: 'm' },
  help: 'Os dias em que o banco declarou que nada recebeu, e por isso não mandou arquivo.',
  label: 'day',
  fields: [
    {
      ...{ name: 'agreement_id', label: 'Convênio', type: 'reference' },
      ...{ record: 'payments.agreements', isRequired: true },
    },
    { name: 'day', label: 'Arquivo do dia', type: 'date', isRequired: true },
    { name: 'reason', label: 'Como o banco declarou', type: 'text', isReadOnly: true },
    { name: 'declared_by', label: 'Por', type: 'text', isReadOnly: true },
    { name: 'declared_at', label: 'Em', type: 'datetime', isReadOnly: true },
    { name: 'withdrawn_at', label: 'Desfeita em', type: 'datetime', isReadOnly: true },
  ],
  list: {
    columns: ['day', 'agreement_id', 'reason', 'declared_by', 'declared_at', 'withdrawn_at'],
    sort: { column: 'day', direction: 'desc' },
    sortable: ['day'],
    filters: ['agreement_id'],
  },
  search: [],
  related: [],
  permissions: { read: 'payments.read', write: null },
  createAction: 'payments.declare_no_movement',
  createFields: [
    {
      ...{ name: 'agreement_id', label: 'Convênio', type: 'reference' },
      ...{ record: 'payments.agreements', isRequired: true },
    },
    { name: 'day', label: 'Arquivo do dia', type: 'date', isRequired: true },
    {
      ...{ name: 'reason', label: 'Como o banco declarou', type: 'text', maxLength: 300 },
      ...{ isRequired: true, help: 'O e-mail, o ofício, o telefonema e com quem.' },
    },
  ],
  operations: {
    withdraw: {
      action: 'payments.withdraw_no_movement',
      help: 'O arquivo do dia volta a ser esperado. A declaração fica na lista, desfeita.',
      fields: [],
      isOffered: isStanding,
    },
  },
  actions: [],
}
