import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'tasks',
  title: 'Tarefas',
  contract: '1.0',
  requires: ['registry'],
  tables: ['tasks_tasks', 'tasks_types'],
  events: [],
  permissions: {
    'tasks.read': 'Ver as tarefas',
    'tasks.move': 'Andar com as tarefas: começar e concluir',
    'tasks.write': 'Criar tarefas, atribuí-las e mudar prazo e responsável',
    'tasks.configure': 'Manter os tipos de tarefa e passar tarefas ao fluxo em vigor',
  },
  records: () => import('#plugins/tasks/records/index'),
  lookups: () => import('#plugins/tasks/lookups/index'),
  actions: () => import('#plugins/tasks/actions/index'),
  jobs: () => import('#plugins/tasks/jobs/index'),
  panels: () => import('#plugins/tasks/panels/index'),
  participants: () => import('#plugins/tasks/participants/index'),
  tabs: [
    {
      ...{ on: 'registry.premises', place: 60, title: 'Tarefas' },
      ...{ record: 'tasks.tasks', foreignKey: 'premise_id' },
    },
    {
      ...{ on: 'registry.customers', place: 60, title: 'Tarefas' },
      ...{ record: 'tasks.tasks', foreignKey: 'customer_id' },
    },
  ],
  menu: [
    {
      title: 'Tarefas',
      path: '/tasks/tasks',
      permission: 'tasks.read',
      section: '',
      icon: 'clipboard-list',
    },
  ],
} satisfies PluginManifest<'tasks'>

export default plugin
