import type { RecordType } from '#core/records/index'
import { CHANNELS, RECEIPT_CLASSES, RECEIPT_STATES } from './options.ts'
import { receiptOperations } from './receipt_operations.ts'

export const receipts: RecordType = {
  name: 'receivables.receipts',
  path: '/receivables/receipts',
  table: 'receivables_receipts',
  title: { one: 'Recebimento', many: 'Recebimentos', gender: 'm' },
  help: 'Dinheiro que entrou. Vários avisos do mesmo pagamento (Pix, arquivo do banco, extrato) formam um só recebimento.',
  label: 'paid_on',
  fields: [
    { name: 'paid_on', label: 'Pago em', type: 'date', isReadOnly: true },
    { name: 'credited_on', label: 'Creditado em', type: 'date', isReadOnly: true },
    { name: 'posted_on', label: 'Lançado em', type: 'date', isReadOnly: true },
    {
      name: 'document_id',
      label: 'Documento',
      type: 'reference',
      record: 'receivables.documents',
      isReadOnly: true,
    },
    {
      name: 'premise_id',
      label: 'Imóvel',
      type: 'reference',
      record: 'registry.premises',
      isReadOnly: true,
    },
    { name: 'agent_code', label: 'Agente', type: 'text', isReadOnly: true },
    { name: 'channel', label: 'Canal', type: 'enum', options: CHANNELS, isReadOnly: true },
    { name: 'amount_cents', label: 'Valor', type: 'money', isReadOnly: true },
    { name: 'applied_cents', label: 'Aplicado', type: 'money', isReadOnly: true },
    { name: 'credit_cents', label: 'Crédito gerado', type: 'money', isReadOnly: true },
    { name: 'fee_cents', label: 'Tarifa do agente', type: 'money', isReadOnly: true },
    { name: 'state', label: 'Situação', type: 'enum', options: RECEIPT_STATES, isReadOnly: true },
    { name: 'class', label: 'Classe', type: 'enum', options: RECEIPT_CLASSES, isReadOnly: true },
    { name: 'proof', label: 'Comprovante', type: 'text', isReadOnly: true },
    { name: 'awaits_bank', label: 'À espera do banco', type: 'boolean', isReadOnly: true },
    { name: 'end_to_end_id', label: 'Identificador do Pix', type: 'text', isReadOnly: true },
    { name: 'authentication', label: 'Autenticação', type: 'text', isReadOnly: true },
  ],
  list: {
    columns: [
      ...['posted_on', 'paid_on', 'document_id', 'premise_id', 'agent_code', 'channel'],
      ...['amount_cents', 'class', 'state'],
    ],
    sort: { column: 'posted_on', direction: 'desc' },
    sortable: ['posted_on'],
    filters: ['state', 'class', 'channel', 'awaits_bank'],
  },
  search: ['end_to_end_id', 'authentication', 'proof'],
  related: [
    { title: 'O que se fez', record: 'receivables.receipt_changes', foreignKey: 'receipt_id' },
    { title: 'Créditos', record: 'receivables.credits', foreignKey: 'receipt_id' },
  ],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'receivables.read', write: null },
  operations: receiptOperations,
  actions: [],
}
