import { type RecordType, shownField } from '#core/records/index'

/** Files that tell the system before of its money (DECISIONS 60). */
export const forwardings: RecordType = {
  name: 'payments.forwardings',
  path: '/payments/forwardings',
  table: 'payments_forwardings',
  title: {
    one: 'Arquivo ao sistema anterior',
    many: 'Arquivos ao sistema anterior',
    gender: 'm',
  },
  help: 'Pagamentos que chegaram nos nossos bancos por contas que o sistema anterior ainda cobra. Cada um vai em um arquivo, uma vez; o arquivo fica guardado como foi feito.',
  label: 'file_name',
  fields: [
    shownField('system', 'Sistema anterior', 'text'),
    shownField('sequence', 'Sequência', 'integer'),
    shownField('receipts', 'Pagamentos', 'integer'),
    shownField('total_cents', 'Valor', 'money'),
    shownField('generated_at', 'Gerado', 'datetime'),
    shownField('user_name', 'Por', 'text'),
    shownField('file_name', 'Arquivo', 'text'),
    shownField('sha256', 'Impressão digital (SHA-256)', 'text'),
  ],
  list: {
    columns: ['generated_at', 'system', 'sequence', 'receipts', 'total_cents', 'user_name'],
    sort: { column: 'generated_at', direction: 'desc' },
    sortable: ['generated_at'],
    filters: ['generated_at'],
  },
  search: [],
  related: [
    {
      title: 'Pagamentos',
      record: 'receivables.forwarded_receipts',
      foreignKey: 'forwarding_id',
    },
  ],
  permissions: { read: 'payments.read', write: null },
  createAction: 'payments.forward_receipts',
  createFields: [
    {
      ...{ name: 'system', label: 'Sistema anterior', type: 'text', maxLength: 40 },
      ...{ isRequired: true, help: 'O nome com que os arquivos dele foram carregados: legado.' },
    },
  ],
  actions: [],
}
