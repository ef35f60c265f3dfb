import type { RecordType } from '#core/records/index'

/** The debts that each notice lists. */
export const noticeDebts: RecordType = {
  name: 'dunning.notice_debts',
  path: '/dunning/notice-debts',
  table: 'dunning_notice_debts',
  title: { one: 'Débito notificado', many: 'Débitos notificados', gender: 'm' },
  help: 'Cada débito que uma notificação ou carta relaciona, com o valor que estava em aberto na emissão.',
  label: 'reference',
  fields: [
    {
      ...{ name: 'notice_id', label: 'Notificação', type: 'reference', isReadOnly: true },
      record: 'dunning.notices',
    },
    {
      ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', isReadOnly: true },
      record: 'registry.premises',
    },
    { name: 'number', label: 'Documento', type: 'text', isReadOnly: true },
    { name: 'reference', label: 'Referência', type: 'refmonth', isReadOnly: true },
    { name: 'due_on', label: 'Vencimento', type: 'date', isReadOnly: true },
    { name: 'cents', label: 'Em aberto na emissão', type: 'money', isReadOnly: true },
    { name: 'has_water', label: 'Cobra água', type: 'boolean', isReadOnly: true },
  ],
  list: {
    columns: ['notice_id', 'premise_id', 'number', 'reference', 'due_on', 'cents', 'has_water'],
    sort: { column: 'due_on', direction: 'asc' },
    sortable: ['due_on'],
    filters: ['notice_id'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'dunning.read', write: null },
  actions: [],
}
