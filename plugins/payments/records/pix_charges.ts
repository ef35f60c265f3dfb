import type { RecordType } from '#core/records/index'
import { PIX_CHARGE_STATES } from './options.ts'

/** Charges that the bank of an agreement was asked to register, with what it answered. */
export const pixCharges: RecordType = {
  name: 'payments.pix_charges',
  path: '/payments/pix-charges',
  table: 'payments_pix_charges',
  title: { one: 'Cobrança Pix', many: 'Cobranças Pix', gender: 'f' },
  help: 'A cobrança de cada documento no banco que a registra. A que o banco recusa traz o motivo dele; o documento segue com o código Pix estático.',
  label: 'txid',
  fields: [
    {
      ...{ name: 'document_id', label: 'Documento', type: 'reference' },
      ...{ record: 'receivables.documents', isReadOnly: true },
    },
    {
      name: 'state',
      label: 'Situação',
      type: 'enum',
      options: PIX_CHARGE_STATES,
      isReadOnly: true,
    },
    { name: 'reason', label: 'O que o banco disse', type: 'longtext', isReadOnly: true },
    { name: 'amount_cents', label: 'Valor', type: 'money', isReadOnly: true },
    { name: 'due_on', label: 'Vencimento', type: 'date', isReadOnly: true },
    { name: 'valid_until', label: 'Pagável até', type: 'date', isReadOnly: true },
    { name: 'txid', label: 'Identificador (txid)', type: 'text', isReadOnly: true },
    { name: 'location', label: 'Endereço no banco', type: 'text', isReadOnly: true },
    {
      ...{ name: 'agreement_id', label: 'Convênio', type: 'reference' },
      ...{ record: 'payments.agreements', isReadOnly: true },
    },
    { name: 'created_at', label: 'Criada em', type: 'datetime', isReadOnly: true },
    { name: 'registered_at', label: 'Registrada em', type: 'datetime', isReadOnly: true },
    { name: 'ended_at', label: 'Encerrada em', type: 'datetime', isReadOnly: true },
  ],
  list: {
    columns: ['document_id', 'state', 'amount_cents', 'due_on', 'reason', 'registered_at'],
    sort: { column: 'created_at', direction: 'desc' },
    sortable: ['created_at'],
    filters: ['state'],
  },
  search: [],
  related: [],
  scope: { column: 'document_id', of: 'receivables.documents' },
  permissions: { read: 'payments.read', write: null },
  actions: [],
  operations: {
    retry: {
      action: 'payments.retry_pix_charge',
      help: 'A cobrança volta a ser pedida ao banco na próxima execução. Antes, corrija o que o banco recusou: em geral o CPF ou CNPJ do cliente.',
      fields: [],
      isOffered: (row) => row.state === 'refused',
    },
  },
  bulk: [
    { action: 'payments.retry_pix_charge', effect: 'Pedir de novo ao banco {count} cobranças' },
  ],
}
