import {
  type RecordType,
  shownField as shown,
  shownReference as reference,
} from '#core/records/index'
import { MANAGERS } from './fields.ts'
import { CORRECTION_STATES, DECISION_KINDS } from './options.ts'

/** Decisions of the case files, with what became of the bill. */
export const decisions: RecordType = {
  name: 'large_customers.decisions',
  path: '/large-customers/decisions',
  table: 'large_customers_case_decisions',
  title: { one: 'Decisão de processo', many: 'Decisões de processos', gender: 'f' },
  help: 'O que se decidiu nos processos de grandes clientes: quem, quando, em que documento e sobre qual fatura, com a fatura que ficou no lugar dela.',
  label: 'decision',
  fields: [
    reference('case_id', 'Processo', 'large_customers.cases'),
    shown('kind', 'Decisão', 'enum', { options: DECISION_KINDS }),
    shown('decision', 'O que se decidiu e por quê', 'longtext'),
    shown('decided_at', 'Quando', 'datetime'),
    reference('decided_by', 'Quem', MANAGERS),
    shown('document', 'Documento', 'text'),
    reference('invoice_id', 'Fatura', 'billing.invoices'),
    shown('reference', 'Referência', 'refmonth'),
    shown('correction', 'Correção', 'enum', { options: CORRECTION_STATES }),
    reference('corrected_id', 'Fatura corrigida', 'billing.invoices'),
    shown('before_cents', 'Antes', 'money'),
    shown('after_cents', 'Depois', 'money'),
  ],
  list: {
    columns: [
      ...['decided_at', 'case_id', 'kind', 'decided_by', 'document', 'invoice_id'],
      ...['correction', 'corrected_id', 'before_cents', 'after_cents'],
    ],
    sort: { column: 'decided_at', direction: 'desc' },
    sortable: ['decided_at'],
    filters: ['decided_at', 'kind', 'correction'],
  },
  search: [],
  related: [],
  scope: { column: 'case_id', of: 'large_customers.cases' },
  madeOn: 'large_customers.cases',
  permissions: { read: 'large_customers.read', write: null },
  actions: [],
}
