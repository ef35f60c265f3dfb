import type { RecordField, RecordType } from '#core/records/index'
import { checkOpen } from '../services/find_review.ts'
import { checkSource } from '../services/house_answers.ts'
import { ORIGINS, OUTCOMES } from './options.ts'
import { reviewOperations } from './review_operations.ts'
import { description, houseFields, openingFields, requestFields } from './review_fields.ts'
import { REVIEW_EFFECTS, REVIEW_WORKFLOW } from './workflow.ts'

const shown = { isReadOnly: true } as const

const progress: readonly RecordField[] = [
  {
    ...{ name: 'status', label: 'Fase', type: 'enum', section: 'Andamento', ...shown },
    options: REVIEW_WORKFLOW.states.map(({ key, title, tone }) => ({
      ...{ value: key, label: title, tone },
    })),
  },
  { name: 'due_on', label: 'Prazo', type: 'date', section: 'Andamento', ...shown },
  {
    ...{ name: 'origin', label: 'Origem', type: 'enum', options: ORIGINS },
    ...{ section: 'Andamento', ...shown },
  },
  { name: 'opened_by_name', label: 'Aberta por', type: 'text', section: 'Andamento', ...shown },
  { name: 'opened_at', label: 'Aberta em', type: 'datetime', section: 'Andamento', ...shown },
  { name: 'closed_on', label: 'Encerrada em', type: 'date', section: 'Andamento', ...shown },
]

const verdict: readonly RecordField[] = [
  {
    ...{ name: 'outcome', label: 'Resultado', type: 'enum', options: OUTCOMES },
    ...{ section: 'Laudo', ...shown },
  },
  { name: 'report', label: 'Laudo', type: 'longtext', section: 'Laudo', ...shown },
  { name: 'concluded_on', label: 'Concluída em', type: 'date', section: 'Laudo', ...shown },
  {
    ...{ name: 'invoice_id', label: 'Fatura contestada', type: 'reference' },
    ...{ record: 'billing.invoices', section: 'Laudo', ...shown },
  },
  {
    ...{ name: 'corrected_invoice_id', label: 'Fatura mudada', type: 'reference' },
    ...{ record: 'billing.invoices', section: 'Laudo', ...shown },
  },
]

/** Consumption reviews (TR-3.2.6): opened by `reviews.open`, moved by their workflow, closed by a report. */
export const reviews: RecordType = {
  name: 'reviews.reviews',
  path: '/reviews/reviews',
  table: 'reviews_reviews',
  title: { one: 'Revisão de consumo', many: 'Revisões de consumo', gender: 'f' },
  help: 'Contestações do consumo de um mês, a pedido do cliente ou por iniciativa do prestador: formulário, fases da análise, visitas técnicas, laudo e, no fim, a fatura mudada.',
  label: 'number',
  fields: [...requestFields, ...progress, ...houseFields, description, ...verdict],
  list: {
    columns: [
      ...['number', 'requested_on', 'reference', 'premise_id', 'requester_name'],
      ...['status', 'due_on', 'outcome'],
    ],
    sort: { column: 'requested_on', direction: 'desc' },
    sortable: ['requested_on', 'due_on'],
    filters: ['status', 'origin', 'outcome', 'reference', 'requested_on', 'due_on'],
  },
  search: ['number', 'requester_name'],
  related: [{ title: 'Visitas técnicas', record: 'reviews.visits', foreignKey: 'review_id' }],
  historyOf: [{ record: 'reviews.visits', foreignKey: 'review_id' }],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'reviews.read', write: 'reviews.write' },
  createAction: 'reviews.open',
  createFields: openingFields(ORIGINS),
  formPanel: '/reviews/unit',
  hasCustomFields: true,
  workflow: {
    field: 'status',
    default: REVIEW_WORKFLOW,
    facts: ['origin', 'outcome', 'requested_on', 'due_on', 'residents', 'corrected_invoice_id'],
    permissions: ['reviews.move', 'reviews.conclude', 'reviews.write', 'reviews.configure'],
    effects: REVIEW_EFFECTS,
  },
  attachments: {
    kinds: [
      { value: 'photo', label: 'Foto da visita' },
      { value: 'request', label: 'Requerimento do cliente' },
      { value: 'proof', label: 'Comprovante de conserto' },
      { value: 'other', label: 'Outro documento' },
    ],
    write: 'reviews.write',
  },
  notes: { write: 'reviews.write' },
  person: {
    ...{ record: 'registry.customers', key: 'customer_id' },
    anonymised: { requester_name: 'Anonimizado', description: 'Anonimizada' },
  },
  async check({ tx, municipalityId }, { id, changes }) {
    if (id !== null) await checkOpen(tx, municipalityId, id)
    await checkSource(tx, municipalityId, changes.alternative_source_type as string | null)
  },
  heading: (row) => `Revisão ${String(row.number)}`,
  operations: reviewOperations,
  actions: ['reviews.reviews.adopt_workflow'],
  bulk: [
    {
      action: 'reviews.reviews.adopt_workflow',
      effect: 'Passar {count} revisões ao fluxo em vigor',
    },
  ],
}
