import type { RecordType } from '#core/records/index'
import { EVENT_OPTIONS } from './options.ts'

export const postings: RecordType = {
  name: 'accounting.postings',
  path: '/accounting/postings',
  table: 'accounting_postings',
  title: { one: 'Lançamento contábil', many: 'Lançamentos contábeis', gender: 'm' },
  help: 'Cada lançamento é um par de débito e crédito do mesmo valor, feito junto com o movimento que o originou.',
  label: 'event',
  fields: [
    { name: 'posted_on', label: 'Data', type: 'date', isReadOnly: true },
    { name: 'event', label: 'Evento', type: 'enum', options: EVENT_OPTIONS, isReadOnly: true },
    { name: 'debit_account', label: 'Débito', type: 'text', isReadOnly: true },
    { name: 'credit_account', label: 'Crédito', type: 'text', isReadOnly: true },
    { name: 'amount_cents', label: 'Valor', type: 'money', isReadOnly: true },
    {
      name: 'beneficiary_id',
      label: 'Beneficiário',
      type: 'reference',
      record: 'receivables.beneficiaries',
      isReadOnly: true,
    },
    { name: 'reference', label: 'Referência', type: 'refmonth', isReadOnly: true },
  ],
  list: {
    columns: [
      ...['posted_on', 'event', 'debit_account', 'credit_account', 'amount_cents', 'reference'],
    ],
    sort: { column: 'posted_on', direction: 'desc' },
    sortable: ['posted_on'],
    filters: ['posted_on', 'event', 'debit_account', 'credit_account'],
  },
  search: [],
  related: [],
  permissions: { read: 'accounting.read', write: null },
  detailPath: '/accounting/postings/:id',
  actions: [],
}
