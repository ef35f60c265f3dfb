import type { RecordType } from '#core/records/index'

/** Service orders that actions leave of themselves, opened and closed in the same instant. */
export const serviceRecords: RecordType = {
  name: 'actions.service_records',
  path: '/service-records',
  table: 'actions_service_records',
  title: {
    one: 'Ordem de serviço automática',
    many: 'Ordens de serviço automáticas',
    gender: 'f',
  },
  help: 'Cada tarefa feita no sistema deixa uma ordem já encerrada: o que foi feito, em qual unidade, por quem e quando.',
  label: 'number',
  fields: [
    { name: 'number', label: 'Número', type: 'registration', isReadOnly: true },
    { name: 'task', label: 'Tarefa', type: 'text', isReadOnly: true },
    { name: 'unit_label', label: 'Unidade', type: 'text', isReadOnly: true },
    { name: 'description', label: 'O que foi feito', type: 'text', isReadOnly: true },
    { name: 'task_group', label: 'Grupo da tarefa', type: 'text', isReadOnly: true },
    { name: 'user_name', label: 'Usuário', type: 'text', isReadOnly: true },
    { name: 'user_groups', label: 'Perfil do usuário', type: 'text', isReadOnly: true },
    { name: 'reason', label: 'Motivo', type: 'text', isReadOnly: true },
    { name: 'opened_at', label: 'Aberta em', type: 'datetime', isReadOnly: true },
    { name: 'closed_at', label: 'Encerrada em', type: 'datetime', isReadOnly: true },
  ],
  list: {
    columns: ['number', 'task', 'unit_label', 'description', 'user_name', 'opened_at'],
    sort: { column: 'opened_at', direction: 'desc' },
    sortable: ['opened_at', 'number', 'task', 'user_name'],
    filters: ['opened_at'],
  },
  search: [],
  related: [],
  scope: { subjectType: 'subject_type', subjectId: 'subject_id' },
  permissions: { read: 'actions.read', write: null },
  detailPath: '/service-records/:id',
  actions: [],
}
