import type { RecordField, RecordType } from '#core/records/index'
import { EXPLAINED } from './explained.ts'

const given: readonly RecordField[] = [
  { name: 'reference', label: 'Mês', type: 'refmonth', isRequired: true },
  {
    ...{ name: 'subject', label: 'Conferência', type: 'enum', options: EXPLAINED },
    isRequired: true,
  },
  { name: 'invoice_id', label: 'Fatura', type: 'reference', record: 'billing.invoices' },
  { name: 'difference_cents', label: 'Diferença', type: 'money', isRequired: true },
  { name: 'cause', label: 'Causa', type: 'longtext', isRequired: true, maxLength: 1000 },
  {
    ...{ name: 'mitigation', label: 'O que será feito', type: 'longtext', isRequired: true },
    maxLength: 1000,
  },
]

/** Why the books and the business differed in a month; written once, never changed. */
export const explanations: RecordType = {
  name: 'accounting.explanations',
  path: '/accounting/explanations',
  table: 'accounting_explanations',
  title: { one: 'Diferença explicada', many: 'Diferenças explicadas', gender: 'f' },
  help: 'Diferenças entre a contabilidade e o comercial, com a causa e o que será feito. Explicada com o valor exato, a diferença não impede o fechamento do mês.',
  label: 'cause',
  fields: [
    ...given,
    { name: 'written_by', label: 'Escrita por', type: 'text' },
    { name: 'written_at', label: 'Escrita', type: 'datetime' },
  ],
  list: {
    columns: ['reference', 'subject', 'invoice_id', 'difference_cents', 'cause', 'written_by'],
    sort: { column: 'reference', direction: 'desc' },
    sortable: ['reference'],
    filters: ['subject'],
  },
  search: [],
  related: [],
  scope: { column: 'invoice_id', of: 'billing.invoices' },
  permissions: { read: 'accounting.read', write: null },
  createAction: 'accounting.explain',
  createFields: given,
  actions: [],
}
