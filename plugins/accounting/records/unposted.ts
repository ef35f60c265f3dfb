import type { RecordType } from '#core/records/index'
import { EVENT_OPTIONS, UNPOSTED_STATES } from './options.ts'

export const unposted: RecordType = {
  name: 'accounting.unposted',
  path: '/accounting/unposted',
  table: 'accounting_unposted',
  title: { one: 'Movimento sem conta', many: 'Movimentos sem conta', gender: 'm' },
  help: 'O que aconteceu e não achou conta contábil. Corrija a regra ou o plano de contas e contabilize de novo: nada se perde.',
  label: 'reason',
  fields: [
    { name: 'posted_on', label: 'Data', type: 'date', isReadOnly: true },
    { name: 'event', label: 'Evento', type: 'enum', options: EVENT_OPTIONS, isReadOnly: true },
    { name: 'amount_cents', label: 'Valor', type: 'money', isReadOnly: true },
    { name: 'reason', label: 'Motivo', type: 'longtext', isReadOnly: true },
    { name: 'state', label: 'Situação', type: 'enum', options: UNPOSTED_STATES, isReadOnly: true },
    { name: 'reference', label: 'Referência', type: 'refmonth', isReadOnly: true },
    { name: 'created_at', label: 'Registrado em', type: 'datetime', isReadOnly: true },
  ],
  list: {
    columns: ['posted_on', 'event', 'amount_cents', 'reason', 'state'],
    sort: { column: 'posted_on', direction: 'desc' },
    sortable: ['posted_on'],
    filters: ['state', 'event'],
  },
  search: [],
  related: [],
  permissions: { read: 'accounting.read', write: null },
  actions: [],
}
