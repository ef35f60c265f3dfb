import type { RecordType } from '#core/records/index'
import { bureauField, choice, customerField, premiseField, reference, shown } from './fields.ts'
import { END_CAUSES, LISTING_STATES } from './options.ts'

const STANDING: readonly unknown[] = [
  'selected',
  'sent',
  'accepted',
  'in_notice',
  'published',
  'rejected',
]

/** What a bureau has, or is asked to have, of a debtor. */
export const listings: RecordType = {
  name: 'bureaus.listings',
  path: '/bureaus/listings',
  table: 'bureaus_listings',
  title: { one: 'Registro em órgão', many: 'Registros em órgãos', gender: 'm' },
  help: 'O que cada órgão tem de um devedor: do lote à publicação e à exclusão, com os débitos e os movimentos.',
  label: 'contract',
  fields: [
    shown('contract', 'Contrato no órgão', 'text'),
    bureauField,
    customerField,
    premiseField,
    choice('state', 'Situação', LISTING_STATES),
    shown('amount_cents', 'Valor', 'money'),
    shown('debt_count', 'Débitos', 'integer'),
    shown('oldest_due_on', 'Vencimento mais antigo', 'date'),
    shown('latest_due_on', 'Último vencimento', 'date'),
    reference('lot_id', 'Lote', 'bureaus.lots'),
    shown('listed_on', 'Efetivado em', 'date'),
    shown('answered_on', 'Respondido em', 'date'),
    shown('answer', 'Resposta do órgão', 'text'),
    shown('publish_on', 'Publicação em', 'date'),
    choice('end_reason', 'Motivo da saída', END_CAUSES),
    shown('ended_on', 'Saída pedida em', 'date'),
  ],
  list: {
    columns: [
      ...['contract', 'bureau_id', 'customer_id', 'state', 'amount_cents', 'debt_count'],
      ...['listed_on', 'ended_on'],
    ],
    sort: { column: 'contract', direction: 'desc' },
    sortable: ['contract'],
    filters: ['bureau_id', 'state', 'lot_id', 'customer_id', 'premise_id'],
  },
  search: ['contract'],
  related: [
    { title: 'Débitos', record: 'bureaus.debts', foreignKey: 'listing_id' },
    { title: 'Movimentos', record: 'bureaus.movements', foreignKey: 'listing_id' },
  ],
  scope: { column: 'customer_id', of: 'registry.customers' },
  permissions: { read: 'bureaus.read', write: null },
  person: { record: 'registry.customers', key: 'customer_id', anonymised: {} },
  attachments: {
    kinds: [
      { value: 'proof', label: 'Prova' },
      { value: 'court', label: 'Ordem judicial' },
    ],
    write: 'bureaus.exclude',
  },
  notes: { write: 'bureaus.exclude' },
  operations: {
    exclude: {
      action: 'bureaus.exclude',
      help: 'Todos os débitos deste registro saem: a exclusão (ou o cancelamento, antes da publicação) vai no próximo arquivo. Os débitos continuam devidos.',
      fields: [],
      isOffered: ({ state }) => STANDING.includes(state),
    },
  },
  actions: [],
}
