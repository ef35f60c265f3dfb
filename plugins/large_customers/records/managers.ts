import type { RecordType } from '#core/records/index'
import { MANAGERS } from './fields.ts'

/** The people of the municipality as those who answer for large customers. */
export const managers: RecordType = {
  name: MANAGERS,
  path: '/large-customers/managers',
  table: 'large_customers_managers',
  title: { one: 'Gestor de grandes clientes', many: 'Gestores de grandes clientes', gender: 'm' },
  help: 'As pessoas que cuidam de grandes clientes, com a carteira e as visitas de cada uma. Quem entra no sistema é mantido em Usuários e acessos.',
  label: 'name',
  fields: [
    { name: 'name', label: 'Nome', type: 'text', isReadOnly: true },
    { name: 'job_title', label: 'Função', type: 'text', isReadOnly: true },
    { name: 'is_active', label: 'Cuida de grandes clientes', type: 'boolean', isReadOnly: true },
  ],
  list: {
    columns: ['name', 'job_title', 'is_active'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name'],
    filters: ['is_active'],
  },
  search: [],
  related: [
    { title: 'Carteira', record: 'large_customers.portfolio', foreignKey: 'manager_id' },
    { title: 'Processos', record: 'large_customers.cases', foreignKey: 'manager_id' },
    { title: 'Visitas', record: 'large_customers.visits', foreignKey: 'responsible_id' },
    { title: 'Prospecções', record: 'large_customers.prospects', foreignKey: 'manager_id' },
  ],
  permissions: { read: 'large_customers.read', write: null },
  choice: { active: 'is_active', order: 'name' },
  actions: [],
}
