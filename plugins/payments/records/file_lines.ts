import type { RecordType } from '#core/records/index'
import { CAPTURES, LINE_FATES } from './options.ts'

export const fileLines: RecordType = {
  name: 'payments.file_lines',
  path: '/payments/file-lines',
  table: 'payments_file_lines',
  title: { one: 'Linha de arquivo', many: 'Linhas de arquivos', gender: 'f' },
  help: 'Cada linha que um banco enviou e o que foi feito dela. Nenhuma se perde.',
  label: 'number',
  fields: [
    {
      name: 'file_id',
      label: 'Arquivo',
      type: 'reference',
      record: 'payments.files',
      isReadOnly: true,
    },
    { name: 'number', label: 'Linha', type: 'integer', isReadOnly: true },
    { name: 'fate', label: 'Destino', type: 'enum', options: LINE_FATES, isReadOnly: true },
    { name: 'reason', label: 'Motivo', type: 'longtext', isReadOnly: true },
    { name: 'paid_on', label: 'Pago em', type: 'date', isReadOnly: true },
    { name: 'amount_cents', label: 'Valor', type: 'money', isReadOnly: true },
    { name: 'credited_on', label: 'Crédito em', type: 'date', isReadOnly: true },
    { name: 'capture', label: 'Forma', type: 'enum', options: CAPTURES, isReadOnly: true },
    { name: 'fee_cents', label: 'Tarifa do banco', type: 'money', isReadOnly: true },
    {
      ...{ name: 'is_outside_validity', label: 'Fora da vigência do convênio', type: 'boolean' },
      isReadOnly: true,
    },
    { name: 'credit_cents', label: 'Virou crédito', type: 'money', isReadOnly: true },
    {
      name: 'receipt_id',
      label: 'Recebimento',
      type: 'reference',
      record: 'receivables.receipts',
      isReadOnly: true,
    },
    { name: 'raw', label: 'Como veio', type: 'longtext', isReadOnly: true },
  ],
  list: {
    columns: ['file_id', 'number', 'fate', 'paid_on', 'amount_cents', 'reason'],
    sort: { column: 'number', direction: 'asc' },
    sortable: ['number'],
    filters: ['fate', 'file_id', 'is_outside_validity'],
  },
  search: [],
  related: [],
  permissions: { read: 'payments.read', write: null },
  actions: [],
}
