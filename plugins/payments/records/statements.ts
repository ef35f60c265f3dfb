import type { RecordField, RecordType } from '#core/records/index'

const column = (name: string, label: string): RecordField => ({
  ...{ name: `${name}_column`, label, type: 'integer', minimum: '1', maximum: '60' },
  section: 'Colunas, contadas de 1',
})

export const statementLayouts: RecordType = {
  name: 'payments.statement_layouts',
  path: '/payments/statement-layouts',
  table: 'payments_statement_layouts',
  title: { one: 'Modelo de extrato', many: 'Modelos de extrato', gender: 'm' },
  help: 'Onde estão a data, o valor e o histórico nos extratos em CSV de cada banco. OFX não precisa de modelo.',
  label: 'name',
  fields: [
    { name: 'name', label: 'Nome', type: 'text', maxLength: 60, isRequired: true },
    {
      ...{ name: 'separator', label: 'Separador', type: 'enum', isRequired: true },
      options: [
        { value: 'semicolon', label: 'Ponto e vírgula' },
        { value: 'comma', label: 'Vírgula' },
        { value: 'tab', label: 'Tabulação' },
      ],
    },
    {
      ...{ name: 'skip_lines', label: 'Linhas de título', type: 'integer', isRequired: true },
      ...{ minimum: '0', maximum: '50' },
    },
    {
      ...{ name: 'date_order', label: 'Como vem a data', type: 'enum', isRequired: true },
      options: [
        { value: 'dmy', label: '31/12/2026' },
        { value: 'ymd', label: '2026-12-31' },
      ],
    },
    {
      ...{ name: 'decimal_mark', label: 'Como vêm os centavos', type: 'enum', isRequired: true },
      options: [
        { value: 'comma', label: '1.234,56' },
        { value: 'point', label: '1,234.56' },
      ],
    },
    { ...column('date', 'Data'), isRequired: true },
    { ...column('amount', 'Valor'), isRequired: true },
    {
      ...column('sign', 'Crédito ou débito'),
      help: 'A coluna com C ou D. Em branco: os débitos vêm com sinal de menos.',
    },
    { ...column('text', 'Histórico'), isRequired: true },
    column('document', 'Número do documento'),
  ],
  list: {
    columns: ['name', 'separator', 'date_order', 'decimal_mark'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name'],
    filters: [],
  },
  search: ['name'],
  related: [],
  permissions: {
    ...{ read: 'payments.read', write: 'payments.reconcile', delete: 'payments.reconcile' },
  },
  actions: [],
}

export const statements: RecordType = {
  name: 'payments.statements',
  path: '/payments/statements',
  table: 'payments_statements',
  title: { one: 'Extrato bancário', many: 'Extratos bancários', gender: 'm' },
  help: 'Cada extrato importado. Um lançamento que outro extrato da conta já trouxe não entra de novo.',
  label: 'name',
  fields: [
    { name: 'account', label: 'Conta', type: 'text', isReadOnly: true },
    { name: 'name', label: 'Arquivo', type: 'text', isReadOnly: true },
    { name: 'from_on', label: 'De', type: 'date', isReadOnly: true },
    { name: 'until_on', label: 'Até', type: 'date', isReadOnly: true },
    { name: 'line_count', label: 'Lançamentos', type: 'integer', isReadOnly: true },
    { name: 'new_count', label: 'Novos', type: 'integer', isReadOnly: true },
    { name: 'imported_at', label: 'Importado em', type: 'datetime', isReadOnly: true },
    { name: 'imported_by', label: 'Por', type: 'text', isReadOnly: true },
    { name: 'sha256', label: 'Impressão digital (SHA-256)', type: 'text', isReadOnly: true },
  ],
  list: {
    columns: ['imported_at', 'account', 'name', 'from_on', 'until_on', 'line_count', 'new_count'],
    sort: { column: 'imported_at', direction: 'desc' },
    sortable: ['imported_at'],
    filters: ['account'],
  },
  search: ['name'],
  related: [
    { title: 'Lançamentos', record: 'payments.statement_lines', foreignKey: 'statement_id' },
  ],
  permissions: { read: 'payments.read', write: null },
  actions: [],
}
