import type { RecordField, RecordType } from '../../types.ts'

export const field = (given: Partial<RecordField>): RecordField => ({
  name: 'value',
  label: 'Valor',
  type: 'text',
  ...given,
})

/** A record type with one field of each kind that lists treat differently. */
export const orders: RecordType = {
  name: 'sample.orders',
  path: '/sample/orders',
  table: 'sample_orders',
  title: { one: 'Pedido', many: 'Pedidos', gender: 'm' },
  help: 'Pedidos.',
  label: 'code',
  fields: [
    field({ name: 'code', label: 'Código', isRequired: true, maxLength: 10 }),
    field({
      name: 'kind',
      label: 'Tipo',
      type: 'enum',
      options: [
        { value: 'a', label: 'Primeiro', tone: 'good' },
        { value: 'b', label: 'Segundo' },
      ],
    }),
    field({ name: 'due_on', label: 'Vence em', type: 'date' }),
    field({ name: 'total_cents', label: 'Total', type: 'money' }),
    field({ name: 'owner_id', label: 'Dono', type: 'reference', record: 'sample.owners' }),
    field({ name: 'taxpayer_id', label: 'CPF', type: 'taxpayer', isPersonal: true }),
  ],
  list: {
    columns: ['code', 'kind', 'due_on', 'total_cents'],
    sort: { column: 'code', direction: 'asc' },
    sortable: ['code', 'due_on'],
    filters: ['kind', 'due_on', 'total_cents'],
  },
  search: ['code', 'taxpayer_id'],
  related: [],
  permissions: { read: 'sample.read', write: 'sample.write' },
  actions: [],
}

export const ZONE = 'America/Cuiaba'
