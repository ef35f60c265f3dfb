import type { RecordType } from '#core/records/index'

/** The people of the municipality as those who may be sent on a visit. */
export const visitors: RecordType = {
  name: 'reviews.visitors',
  path: '/reviews/visitors',
  table: 'reviews_visitors',
  title: { one: 'Responsável por visitas', many: 'Responsáveis por visitas', gender: 'm' },
  help: 'As pessoas que fazem visitas técnicas, com as visitas de cada uma. Faz visitas quem tem a permissão para isso; quem entra no sistema é mantido em Usuários e acessos.',
  label: 'name',
  fields: [
    { name: 'name', label: 'Nome', type: 'text', isReadOnly: true },
    { name: 'job_title', label: 'Função', type: 'text', isReadOnly: true },
    { name: 'is_active', label: 'Faz visitas', type: 'boolean', isReadOnly: true },
  ],
  list: {
    columns: ['name', 'job_title', 'is_active'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name'],
    filters: ['is_active'],
  },
  search: [],
  related: [{ title: 'Visitas técnicas', record: 'reviews.visits', foreignKey: 'responsible_id' }],
  permissions: { read: 'reviews.read', write: null },
  choice: { active: 'is_active', order: 'name' },
  actions: [],
}
