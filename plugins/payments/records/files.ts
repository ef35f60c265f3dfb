import type { RecordType } from '#core/records/index'
import { FILE_STATUSES } from './options.ts'

export const files: RecordType = {
  name: 'payments.files',
  path: '/payments/files',
  table: 'payments_files',
  title: { one: 'Arquivo de pagamentos', many: 'Arquivos de pagamentos', gender: 'm' },
  help: 'Cada arquivo que um banco enviou, guardado como chegou, com o destino de cada linha.',
  label: 'sequence',
  fields: [
    { name: 'sequence', label: 'NSA', type: 'integer', isReadOnly: true },
    {
      name: 'agreement_id',
      label: 'Convênio',
      type: 'reference',
      record: 'payments.agreements',
      isReadOnly: true,
    },
    {
      name: 'status',
      label: 'Situação',
      type: 'enum',
      options: FILE_STATUSES,
      isReadOnly: true,
    },
    { name: 'generated_on', label: 'Gerado em', type: 'date', isReadOnly: true },
    { name: 'line_count', label: 'Linhas', type: 'integer', isReadOnly: true },
    { name: 'total_cents', label: 'Total', type: 'money', isReadOnly: true },
    { name: 'reason', label: 'Motivo', type: 'longtext', isReadOnly: true },
    { name: 'imported_at', label: 'Recebido em', type: 'datetime', isReadOnly: true },
    { name: 'imported_by', label: 'Recebido por', type: 'text', isReadOnly: true },
    { name: 'sha256', label: 'Impressão digital (SHA-256)', type: 'text', isReadOnly: true },
  ],
  list: {
    columns: [
      'sequence',
      'agreement_id',
      'status',
      'generated_on',
      'line_count',
      'total_cents',
      'imported_at',
    ],
    sort: { column: 'imported_at', direction: 'desc' },
    sortable: ['imported_at'],
    filters: ['agreement_id', 'status'],
  },
  search: ['sequence', 'reason'],
  related: [{ title: 'Linhas', record: 'payments.file_lines', foreignKey: 'file_id' }],
  permissions: { read: 'payments.read', write: null },
  detailPath: '/payments/files/:id',
  actions: [],
}
