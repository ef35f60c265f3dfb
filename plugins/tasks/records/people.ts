import { peopleType } from '#core/records/index'

/** The people of the municipality as those a task may be given to. */
export const people = peopleType({
  name: 'tasks.people',
  path: '/tasks/people',
  table: 'tasks_people',
  title: { one: 'Pessoa', many: 'Pessoas', gender: 'f' },
  help: 'As pessoas a quem se pode dar uma tarefa, com as tarefas de cada uma. Quem entra no sistema é mantido em Usuários e acessos.',
  active: 'Ativa',
  related: [{ title: 'Tarefas', record: 'tasks.tasks', foreignKey: 'assignee_id' }],
  read: 'tasks.read',
})
