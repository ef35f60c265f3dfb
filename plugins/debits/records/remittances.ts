import type { RecordType } from '#core/records/index'
import { REMITTANCE_STATES } from './options.ts'

/** Files of debits that were made for the banks, with every line. */
export const remittances: RecordType = {
  name: 'debits.remittances',
  path: '/debits/remittances',
  table: 'debits_remittances',
  title: { one: 'Remessa de débitos', many: 'Remessas de débitos', gender: 'f' },
  help: 'Cada arquivo de débitos feito para um banco, guardado como foi enviado, com todas as suas linhas e a resposta de cada uma.',
  label: 'file_name',
  fields: [
    { name: 'sequence', label: 'NSA', type: 'integer', isReadOnly: true },
    {
      ...{ name: 'agreement_id', label: 'Convênio', type: 'reference', isReadOnly: true },
      record: 'payments.agreements',
    },
    {
      ...{ name: 'state', label: 'Situação', type: 'enum', options: REMITTANCE_STATES },
      isReadOnly: true,
    },
    { name: 'generated_on', label: 'Data do arquivo', type: 'date', isReadOnly: true },
    { name: 'debit_count', label: 'Débitos', type: 'integer', isReadOnly: true },
    { name: 'line_count', label: 'Linhas', type: 'integer', isReadOnly: true },
    { name: 'total_cents', label: 'Total', type: 'money', isReadOnly: true },
    {
      ...{ name: 'billing_group_id', label: 'Só do grupo', type: 'reference', isReadOnly: true },
      record: 'registry.billing_groups',
    },
    { name: 'generated_at', label: 'Gerada', type: 'datetime', isReadOnly: true },
    { name: 'sent_at', label: 'Enviada', type: 'datetime', isReadOnly: true },
    { name: 'sent_by', label: 'Enviada por', type: 'text', isReadOnly: true },
    { name: 'sent_to', label: 'Como foi enviada', type: 'text', isReadOnly: true },
    { name: 'file_name', label: 'Arquivo', type: 'text', isReadOnly: true },
    { name: 'sha256', label: 'Impressão digital (SHA-256)', type: 'text', isReadOnly: true },
  ],
  list: {
    columns: [
      ...['sequence', 'agreement_id', 'state', 'generated_on', 'debit_count', 'total_cents'],
      'sent_at',
    ],
    sort: { column: 'generated_at', direction: 'desc' },
    sortable: ['generated_at'],
    filters: ['state', 'agreement_id'],
  },
  search: ['file_name'],
  related: [{ title: 'Linhas', record: 'debits.sendings', foreignKey: 'remittance_id' }],
  permissions: { read: 'debits.read', write: null },
  operations: {
    sent: {
      action: 'debits.mark_sent',
      help: 'Depois de levar o arquivo ao banco, diga como: fica no histórico. Com a pasta de troca de arquivos configurada isto é feito sozinho.',
      fields: [
        {
          ...{ name: 'sent_to', label: 'Como foi enviada', type: 'text', maxLength: 120 },
          ...{ isRequired: true, help: 'Por exemplo: portal do banco, protocolo 123.' },
        },
      ],
      isOffered: ({ state }) => state === 'generated',
    },
  },
  actions: [],
}
