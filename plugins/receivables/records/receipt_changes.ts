import type { RecordType } from '#core/records/index'
import { CHANGE_KINDS } from './options.ts'

const premise = (name: string, label: string) =>
  ({
    ...{ name, label, record: 'registry.premises' },
    type: 'reference',
    isReadOnly: true,
  }) as const
const document = (name: string, label: string) =>
  ({
    ...{ name, label, record: 'receivables.documents' },
    type: 'reference',
    isReadOnly: true,
  }) as const

export const receiptChanges: RecordType = {
  name: 'receivables.receipt_changes',
  path: '/receivables/receipt-changes',
  table: 'receivables_receipt_changes',
  title: { one: 'Mudança de recebimento', many: 'Mudanças de recebimentos', gender: 'f' },
  help: 'Cada vez que um recebimento foi identificado, transferido ou estornado: de onde, para onde, por quem e por quê.',
  label: 'changed_at',
  fields: [
    { name: 'changed_at', label: 'Quando', type: 'datetime', isReadOnly: true },
    { name: 'kind', label: 'O que se fez', type: 'enum', options: CHANGE_KINDS, isReadOnly: true },
    {
      ...{ name: 'receipt_id', label: 'Recebimento', type: 'reference', isReadOnly: true },
      record: 'receivables.receipts',
    },
    { name: 'amount_cents', label: 'Valor', type: 'money', isReadOnly: true },
    document('from_document_id', 'Saiu do documento'),
    premise('from_premise_id', 'Saiu do imóvel'),
    document('to_document_id', 'Foi para o documento'),
    premise('to_premise_id', 'Foi para o imóvel'),
    { name: 'reason', label: 'Motivo', type: 'text', isReadOnly: true },
    { name: 'posted_on', label: 'Lançado em', type: 'date', isReadOnly: true },
    { name: 'user_name', label: 'Por', type: 'text', isReadOnly: true },
  ],
  list: {
    columns: [
      ...['changed_at', 'kind', 'amount_cents', 'from_premise_id', 'from_document_id'],
      ...['to_premise_id', 'to_document_id', 'reason', 'user_name'],
    ],
    sort: { column: 'changed_at', direction: 'desc' },
    sortable: ['changed_at'],
    filters: ['kind'],
  },
  search: [],
  related: [],
  scope: { column: 'receipt_id', of: 'receivables.receipts' },
  permissions: { read: 'receivables.read', write: null },
  actions: [],
}
