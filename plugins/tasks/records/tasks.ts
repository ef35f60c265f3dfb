import type { RecordType } from '#core/records/index'
import { query } from '#core/database/index'
import { checkAssignee, tellAssignee } from '../services/notices.ts'
import { TASK_EFFECTS, TASK_WORKFLOW } from './workflow.ts'

export const tasks: RecordType = {
  name: 'tasks.tasks',
  path: '/tasks/tasks',
  table: 'tasks_tasks',
  title: { one: 'Tarefa', many: 'Tarefas', gender: 'f' },
  help: 'O que o escritório tem a fazer, com responsável e prazo. Quem recebe uma tarefa é avisado, e de novo quando o prazo passa.',
  label: 'title',
  fields: [
    { name: 'title', label: 'Tarefa', type: 'text', isRequired: true, maxLength: 120 },
    {
      ...{ name: 'task_type', label: 'Tipo', type: 'lookup', lookup: 'tasks.types' },
      isRequired: true,
    },
    {
      ...{ name: 'assignee_id', label: 'Responsável', type: 'reference', record: 'tasks.people' },
      isRequired: true,
      help: 'Recebe um aviso quando a tarefa lhe é dada e quando o prazo passa.',
    },
    { name: 'due_on', label: 'Prazo', type: 'date', isRequired: true },
    { name: 'description', label: 'O que fazer', type: 'longtext', maxLength: 4000 },
    {
      ...{ name: 'customer_id', label: 'Cliente', type: 'reference', record: 'registry.customers' },
      help: 'Quando a tarefa é sobre um cliente: aparece na página dele.',
    },
    {
      ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
      help: 'Quando a tarefa é sobre um imóvel: aparece na página dele.',
    },
    {
      ...{ name: 'status', label: 'Situação', type: 'enum', isReadOnly: true },
      options: TASK_WORKFLOW.states.map(({ key, title, tone }) => ({
        ...{ value: key, label: title, tone },
      })),
    },
    { name: 'finished_on', label: 'Encerrada em', type: 'date', isReadOnly: true },
    {
      ...{ name: 'created_by', label: 'Criada por', type: 'reference', record: 'tasks.people' },
      isReadOnly: true,
    },
  ],
  list: {
    columns: ['title', 'task_type', 'assignee_id', 'due_on', 'status'],
    sort: { column: 'due_on', direction: 'asc' },
    sortable: ['due_on'],
    filters: ['status', 'assignee_id', 'task_type', 'due_on'],
  },
  search: ['title', 'description'],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises', isOptional: true },
  permissions: { read: 'tasks.read', write: 'tasks.write' },
  hasCustomFields: true,
  workflow: {
    field: 'status',
    default: TASK_WORKFLOW,
    facts: ['task_type', 'due_on', 'finished_on', 'description'],
    permissions: ['tasks.move', 'tasks.write', 'tasks.configure'],
    effects: TASK_EFFECTS,
  },
  attachments: { kinds: [{ value: 'document', label: 'Documento' }] },
  notes: true,
  async check({ tx, municipalityId }, { changes }) {
    if (changes.assignee_id) await checkAssignee(tx, municipalityId, changes.assignee_id as bigint)
  },
  async afterChange(context, { id, after }) {
    await query(
      context.tx,
      'update tasks_tasks set created_by = ? where id = ? and created_by is null',
      [context.actor.userId, id]
    )
    if ('assignee_id' in after) await tellAssignee(context, id)
  },
  actions: ['tasks.tasks.adopt_workflow'],
  bulk: [
    {
      action: 'tasks.tasks.adopt_workflow',
      effect: 'Passar {count} tarefas ao fluxo em vigor',
    },
  ],
}
