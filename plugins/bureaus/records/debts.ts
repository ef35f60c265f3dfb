import type { RecordType } from '#core/records/index'
import { bureauField, choice, customerField, premiseField, reference, shown } from './fields.ts'
import { END_CAUSES, LISTING_STATES } from './options.ts'

const ORIGINS = [
  { value: 'billing.invoice', label: 'Fatura' },
  { value: 'billing.customer_charges', label: 'Cobrança avulsa' },
  { value: 'billing.service_charges', label: 'Cobrança de serviço' },
  { value: 'billing.waste_slips', label: 'Carnê' },
  { value: 'billing.final_accounts', label: 'Conta final' },
  { value: 'plans.slips', label: 'Parcela de parcelamento' },
] as const

const STANDING: readonly unknown[] = [
  'selected',
  'sent',
  'accepted',
  'in_notice',
  'published',
  'rejected',
]

/** Each bill, installment or charge that is, or was, at a bureau. */
export const debts: RecordType = {
  name: 'bureaus.debts',
  path: '/bureaus/debts',
  table: 'bureaus_debts',
  title: { one: 'Débito negativado', many: 'Débitos negativados', gender: 'm' },
  help: 'Cada fatura, parcela ou cobrança levada a um órgão: onde está, o que ele respondeu e quando foi paga.',
  label: 'reference',
  fields: [
    bureauField,
    customerField,
    premiseField,
    choice('origin_type', 'O que é', [...ORIGINS]),
    shown('origin_id', 'Número interno', 'integer'),
    shown('reference', 'Referência', 'refmonth'),
    shown('due_on', 'Vencimento', 'date'),
    shown('amount_cents', 'Valor', 'money'),
    choice('state', 'Situação', LISTING_STATES),
    shown('paid_on', 'Pago em', 'date'),
    reference('receipt_id', 'Recebimento', 'receivables.receipts'),
    choice('end_cause', 'Motivo da saída', END_CAUSES),
    shown('ended_on', 'Saiu em', 'date'),
    reference('listing_id', 'Registro', 'bureaus.listings'),
  ],
  list: {
    columns: [
      ...['bureau_id', 'customer_id', 'origin_type', 'reference', 'due_on', 'amount_cents'],
      ...['state', 'paid_on', 'end_cause'],
    ],
    sort: { column: 'due_on', direction: 'desc' },
    sortable: ['due_on'],
    filters: ['bureau_id', 'due_on', 'listing_id', 'customer_id', 'premise_id'],
  },
  search: [],
  related: [],
  scope: { column: 'customer_id', of: 'registry.customers' },
  permissions: { read: 'bureaus.read', write: null },
  person: { record: 'registry.customers', key: 'customer_id', anonymised: {} },
  operations: {
    exclude: {
      action: 'bureaus.exclude_debt',
      help: 'Só este débito sai do órgão: os outros do devedor continuam. Ele continua devido.',
      fields: [],
      isOffered: ({ state, ended_on: ended }) => ended === null && STANDING.includes(state),
    },
  },
  actions: [],
}
