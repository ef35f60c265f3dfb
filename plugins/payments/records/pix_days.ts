import type { RecordType } from '#core/records/index'

/** Days whose Pix the bank was asked for, and what came of it. */
export const pixDays: RecordType = {
  name: 'payments.pix_days',
  path: '/payments/pix-days',
  table: 'payments_pix_days',
  title: { one: 'Dia de Pix conciliado', many: 'Dias de Pix conciliados', gender: 'm' },
  help: 'O que o banco disse que entrou por Pix em cada dia, e quanto disso não tinha sido avisado e foi recebido na hora.',
  label: 'day',
  fields: [
    { name: 'day', label: 'Dia', type: 'date', isReadOnly: true },
    { name: 'is_complete', label: 'Dia completo', type: 'boolean', isReadOnly: true },
    { name: 'told', label: 'Pix informados', type: 'integer', isReadOnly: true },
    { name: 'told_cents', label: 'Valor informado', type: 'money', isReadOnly: true },
    { name: 'missed', label: 'Sem aviso', type: 'integer', isReadOnly: true },
    { name: 'missed_cents', label: 'Valor sem aviso', type: 'money', isReadOnly: true },
    { name: 'refused', label: 'Não recebidos', type: 'integer', isReadOnly: true },
    { name: 'asked_at', label: 'Perguntado em', type: 'datetime', isReadOnly: true },
    {
      ...{ name: 'agreement_id', label: 'Convênio', type: 'reference' },
      ...{ record: 'payments.agreements', isReadOnly: true },
    },
  ],
  list: {
    columns: [
      ...['day', 'is_complete', 'told', 'told_cents', 'missed', 'missed_cents', 'refused'],
      'asked_at',
    ],
    sort: { column: 'day', direction: 'desc' },
    sortable: ['day'],
    filters: [],
  },
  search: [],
  related: [],
  permissions: { read: 'payments.read', write: null },
  actions: [],
}
