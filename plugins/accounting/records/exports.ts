import type { EnumOption, RecordType } from '#core/records/index'

const STATES: readonly EnumOption[] = [
  { value: 'written', label: 'Escrito', tone: 'info' },
  { value: 'delivered', label: 'Entregue', tone: 'good' },
  { value: 'failed', label: 'Não entregue', tone: 'bad' },
]

/** Files handed to the accounting system; each posting is in one. */
export const exports: RecordType = {
  name: 'accounting.exports',
  path: '/accounting/exports',
  table: 'accounting_exports',
  title: { one: 'Arquivo contábil', many: 'Arquivos contábeis', gender: 'm' },
  help: 'Os arquivos diários para o sistema contábil. Cada lançamento está em um só; o que não foi entregue é tentado de novo pela próxima execução.',
  label: 'file_name',
  fields: [
    { name: 'sequence', label: 'Número', type: 'integer' },
    { name: 'file_name', label: 'Arquivo', type: 'text' },
    { name: 'until_on', label: 'Lançamentos até', type: 'date' },
    { name: 'entries', label: 'Lançamentos', type: 'integer' },
    { name: 'debit_cents', label: 'Débitos', type: 'money' },
    { name: 'credit_cents', label: 'Créditos', type: 'money' },
    { name: 'state', label: 'Situação', type: 'enum', options: STATES },
    { name: 'attempts', label: 'Tentativas', type: 'integer' },
    { name: 'problem', label: 'Problema', type: 'longtext' },
    { name: 'written_at', label: 'Escrito', type: 'datetime' },
    { name: 'delivered_at', label: 'Entregue', type: 'datetime' },
    { name: 'hash', label: 'Resumo (SHA-256)', type: 'text' },
  ],
  list: {
    columns: [
      'sequence',
      'until_on',
      'entries',
      'debit_cents',
      'state',
      'attempts',
      'delivered_at',
    ],
    sort: { column: 'sequence', direction: 'desc' },
    sortable: ['sequence'],
    filters: ['state'],
  },
  search: [],
  related: [],
  permissions: { read: 'accounting.read', write: null },
  actions: [],
}
