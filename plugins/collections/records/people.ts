import type { RecordType } from '#core/records/index'

/** The people of the municipality as those who collect. */
export const people: RecordType = {
  name: 'collections.people',
  path: '/collections/people',
  table: 'collections_people',
  title: { one: 'Cobrador', many: 'Cobradores', gender: 'm' },
  help: 'As pessoas que podem ter carteiras e casos de cobrança. Quem entra no sistema é mantido em Usuários e acessos.',
  label: 'name',
  fields: [
    { name: 'name', label: 'Nome', type: 'text', isReadOnly: true },
    { name: 'job_title', label: 'Função', type: 'text', isReadOnly: true },
    { name: 'is_active', label: 'Ativo', type: 'boolean', isReadOnly: true },
  ],
  list: {
    columns: ['name', 'job_title', 'is_active'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name'],
    filters: ['is_active'],
  },
  search: [],
  related: [
    { title: 'Carteiras', record: 'collections.portfolios', foreignKey: 'collector_id' },
    { title: 'Casos', record: 'collections.cases', foreignKey: 'collector_id' },
    { title: 'Promessas', record: 'collections.promises', foreignKey: 'collector_id' },
  ],
  permissions: { read: 'collections.read', write: null },
  choice: { active: 'is_active', order: 'name' },
  actions: [],
}
