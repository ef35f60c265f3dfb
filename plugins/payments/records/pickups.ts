import type { RecordType } from '#core/records/index'
import { PICKUP_STATES } from './options.ts'

export const pickups: RecordType = {
  name: 'payments.pickups',
  path: '/payments/pickups',
  table: 'payments_pickups',
  title: { one: 'Arquivo trazido de pasta', many: 'Arquivos trazidos de pastas', gender: 'm' },
  help: 'Cada arquivo que o sistema trouxe das pastas dos convênios, onde o programa do banco os deixa.',
  label: 'name',
  fields: [
    { name: 'at', label: 'Em', type: 'datetime', isReadOnly: true },
    {
      ...{ name: 'agreement_id', label: 'Convênio', type: 'reference' },
      ...{ record: 'payments.agreements', isReadOnly: true },
    },
    { name: 'name', label: 'Nome', type: 'text', isReadOnly: true },
    { name: 'size_bytes', label: 'Bytes', type: 'integer', isReadOnly: true },
    { name: 'state', label: 'Situação', type: 'enum', options: PICKUP_STATES, isReadOnly: true },
    { name: 'reason', label: 'Motivo', type: 'longtext', isReadOnly: true },
    { name: 'sha256', label: 'Impressão digital (SHA-256)', type: 'text', isReadOnly: true },
  ],
  list: {
    columns: ['at', 'agreement_id', 'name', 'size_bytes', 'state', 'reason'],
    sort: { column: 'at', direction: 'desc' },
    sortable: ['at'],
    filters: ['agreement_id', 'state'],
  },
  search: [],
  related: [],
  permissions: { read: 'payments.read', write: null },
  actions: [],
}
