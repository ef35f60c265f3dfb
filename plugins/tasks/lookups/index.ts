import { type LookupType, lookupRows } from '#core/records/index'

export default [
  {
    name: 'tasks.types',
    title: { one: 'Tipo de tarefa', many: 'Tipos de tarefa', gender: 'm' },
    help: 'Os tipos das tarefas do escritório. Os campos próprios de um tipo são campos acrescentados às tarefas, que só aparecem quando o tipo é ele.',
    permissions: { read: 'tasks.read', write: 'tasks.configure' },
    rows: lookupRows([
      ['general', 'Tarefa geral'],
      ['letter', 'Ofício ou resposta a ofício'],
      ['meeting', 'Reunião'],
    ]),
  },
] as readonly LookupType[]
