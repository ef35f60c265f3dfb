import type { RecordType } from '#core/records/index'

/** What stayed when a year was looked at for the dead file. */
export const archiveRefusals: RecordType = {
  name: 'archive.refusals',
  path: '/archive/refusals',
  table: 'archive_refusals',
  title: { one: 'Recusa do arquivo morto', many: 'Recusas do arquivo morto', gender: 'f' },
  help: 'O que uma conferência ou um arquivamento deixou em uso, com o motivo; o mesmo item pode ter vários.',
  label: 'label',
  fields: [
    { name: 'run_id', label: 'Execução', type: 'integer', isReadOnly: true },
    { name: 'label', label: 'Item', type: 'text', isReadOnly: true },
    { name: 'reference', label: 'Referência', type: 'refmonth', isReadOnly: true },
    { name: 'amount_cents', label: 'Valor', type: 'money', isReadOnly: true },
    { name: 'code', label: 'Código do motivo', type: 'text', isReadOnly: true },
    { name: 'reason', label: 'Motivo', type: 'text', isReadOnly: true },
  ],
  list: {
    columns: ['run_id', 'label', 'reference', 'amount_cents', 'reason'],
    sort: { column: 'run_id', direction: 'desc' },
    sortable: ['run_id'],
    filters: ['run_id', 'reference', 'code'],
  },
  search: [],
  related: [],
  scope: { subjectType: 'subject_type', subjectId: 'subject_id' },
  permissions: { read: 'archive.read', write: null },
  actions: [],
}
