import type { RecordType } from '#core/records/index'

export const legacyKeys: RecordType = {
  name: 'registry.legacy_keys',
  path: '/registry/legacy-keys',
  table: 'registry_legacy_keys',
  title: { one: 'Código anterior', many: 'Códigos do sistema anterior', gender: 'm' },
  help: 'Como cada cliente, imóvel, ligação e débito se chamava no sistema anterior.',
  label: 'key',
  fields: [
    { name: 'key', label: 'Código no sistema anterior', type: 'text', isReadOnly: true },
    { name: 'system', label: 'Sistema', type: 'text', isReadOnly: true },
    { name: 'entity', label: 'Arquivo', type: 'text', isReadOnly: true },
    { name: 'record_type', label: 'Tipo de registro', type: 'text', isReadOnly: true },
    { name: 'record_id', label: 'Número interno', type: 'integer', isReadOnly: true },
  ],
  list: {
    columns: ['key', 'system', 'entity', 'record_type', 'record_id'],
    sort: { column: 'key', direction: 'asc' },
    sortable: ['key'],
    filters: [],
  },
  search: ['key', 'system', 'entity'],
  related: [],
  permissions: { read: 'registry.read', write: null },
  actions: [],
}
