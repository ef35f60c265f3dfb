import type { RecordType } from '#core/records/index'

/** The people of the municipality as those a task may be given to. */
export const people: RecordType = {
  name: 'tasks.people',
  path: '/tasks/people',
  table: 'tasks_people',
  title: { one: 'Pessoa', many: 'Pessoas', gender: 'f' },
  help: 'As pessoas a quem se pode dar uma tarefa, com as tarefas de cada uma. Quem entra no sistema é mantido em Usuários e acessos.',
  label: 'name',
  fields: [
    { name: 'name', label: 'Nome', type: 'text', isReadOnly: true },
    { name: 'job_title', label: 'Função', type: 'text', isReadOnly: true },
    { name: 'is_active', label: 'Ativa', type: 'boolean', isReadOnly: true },
  ],
  list: {
    columns: ['name', 'job_title', 'is_active'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name'],
    filters: ['is_active'],
  },
  search: [],
  related: [{ title: 'Tarefas', record: 'tasks.tasks', foreignKey: 'assignee_id' }],
  permissions: { read: 'tasks.read', write: null },
  choice: { active: 'is_active', order: 'name' },
  actions: [],
}
