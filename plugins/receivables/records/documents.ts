import type { RecordType } from '#core/records/index'
import { DOCUMENT_KINDS, DOCUMENT_STATES } from './options.ts'

export const documents: RecordType = {
  name: 'receivables.documents',
  path: '/receivables/documents',
  table: 'receivables_documents',
  title: { one: 'Documento de pagamento', many: 'Documentos de pagamento', gender: 'm' },
  help: 'Tudo o que tem código de barras ou Pix: faturas, segundas vias, extratos e avisos. Um documento emitido não muda; vários podem cobrir o mesmo débito.',
  label: 'number',
  fields: [
    { name: 'number', label: 'Número', type: 'text', isReadOnly: true },
    { name: 'kind', label: 'Tipo', type: 'enum', options: DOCUMENT_KINDS, isReadOnly: true },
    {
      name: 'premise_id',
      label: 'Imóvel',
      type: 'reference',
      record: 'registry.premises',
      isReadOnly: true,
    },
    {
      name: 'debtor_id',
      label: 'Devedor',
      type: 'reference',
      record: 'registry.customers',
      isReadOnly: true,
    },
    { name: 'reference', label: 'Referência', type: 'refmonth', isReadOnly: true },
    { name: 'amount_cents', label: 'Valor', type: 'money', isReadOnly: true },
    { name: 'issued_on', label: 'Emitido em', type: 'date', isReadOnly: true },
    { name: 'due_on', label: 'Vencimento', type: 'date', isReadOnly: true },
    { name: 'valid_until', label: 'Válido até', type: 'date', isReadOnly: true },
    { name: 'state', label: 'Situação', type: 'enum', options: DOCUMENT_STATES, isReadOnly: true },
    {
      name: 'line',
      label: 'Linha digitável',
      type: 'text',
      isReadOnly: true,
      section: 'Pagamento',
    },
    {
      name: 'pix_txid',
      label: 'Txid do Pix',
      type: 'text',
      isReadOnly: true,
      section: 'Pagamento',
    },
  ],
  list: {
    columns: ['number', 'kind', 'premise_id', 'reference', 'due_on', 'amount_cents', 'state'],
    sort: { column: 'due_on', direction: 'desc' },
    sortable: ['due_on'],
    filters: ['kind', 'state'],
  },
  search: ['number'],
  related: [{ title: 'Recebimentos', record: 'receivables.receipts', foreignKey: 'document_id' }],
  permissions: { read: 'receivables.read', write: null },
  actions: ['receivables.issue_second_copy'],
}
