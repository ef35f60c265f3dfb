import type { RecordType } from '#core/records/index'
import { PARKED_CODES, PARKED_STATES } from './options.ts'

export const parked: RecordType = {
  name: 'billing.parked',
  path: '/billing/parked',
  table: 'billing_parked',
  title: { one: 'Retenção de faturamento', many: 'Retidos no faturamento', gender: 'f' },
  help: 'Imóveis e condomínios que uma rodada não faturou, com o motivo. Nada do conjunto é cobrado até que o motivo se resolva.',
  label: 'message',
  fields: [
    {
      name: 'premise_id',
      label: 'Imóvel',
      type: 'reference',
      record: 'registry.premises',
      isReadOnly: true,
    },
    { name: 'code', label: 'Motivo', type: 'enum', options: PARKED_CODES, isReadOnly: true },
    { name: 'message', label: 'Explicação', type: 'longtext', isReadOnly: true },
    { name: 'state', label: 'Situação', type: 'enum', options: PARKED_STATES, isReadOnly: true },
  ],
  list: {
    columns: ['state', 'premise_id', 'code', 'message'],
    sort: { column: 'state', direction: 'desc' },
    sortable: ['state'],
    filters: ['state', 'code'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'billing.read', write: null },
  actions: [],
}
