import type { RecordField, RecordType } from '#core/records/index'
import { VISIT_STATUSES } from './options.ts'

/** What a visit is planned with; instructions are what who goes should look at. */
export const planFields: readonly RecordField[] = [
  {
    ...{ name: 'responsible_id', label: 'Responsável', type: 'reference' },
    ...{ record: 'reviews.visitors', isRequired: true },
    help: 'Quem faz a visita: é avisado e a encontra em “Minhas visitas”.',
  },
  { name: 'visit_on', label: 'Dia', type: 'date', isRequired: true },
  {
    ...{ name: 'visit_time', label: 'Hora', type: 'text', isRequired: true, maxLength: 5 },
    help: 'Como 09:30.',
  },
  {
    ...{ name: 'instructions', label: 'O que verificar', type: 'longtext', maxLength: 1000 },
  },
]

const isOpen = ({ status }: Readonly<Record<string, unknown>>) => status === 'scheduled'

/** Technical visits: written by their own actions, so that each change stands in the history of the review. */
export const visits: RecordType = {
  name: 'reviews.visits',
  path: '/reviews/visits',
  table: 'reviews_visits',
  title: { one: 'Visita técnica', many: 'Visitas técnicas', gender: 'f' },
  help: 'Visitas para analisar e resolver revisões de consumo. Marcam-se na página da revisão e aparecem na agenda.',
  label: 'visit_on',
  fields: [
    {
      ...{ name: 'review_id', label: 'Revisão', type: 'reference', record: 'reviews.reviews' },
      isReadOnly: true,
    },
    ...planFields.map((field) => ({ ...field, isReadOnly: true })),
    {
      ...{ name: 'status', label: 'Situação', type: 'enum', options: VISIT_STATUSES },
      isReadOnly: true,
    },
    { name: 'finding', label: 'Constatação', type: 'longtext', isReadOnly: true },
    { name: 'closed_at', label: 'Encerrada em', type: 'datetime', isReadOnly: true },
    { name: 'closed_by_name', label: 'Encerrada por', type: 'text', isReadOnly: true },
  ],
  list: {
    columns: ['visit_on', 'visit_time', 'review_id', 'responsible_id', 'status', 'finding'],
    sort: { column: 'visit_on', direction: 'desc' },
    sortable: ['visit_on'],
    filters: ['visit_on', 'responsible_id', 'status'],
  },
  search: [],
  related: [],
  scope: { column: 'review_id', of: 'reviews.reviews' },
  madeOn: 'reviews.reviews',
  permissions: { read: 'reviews.read', write: null },
  operations: {
    reschedule: {
      action: 'reviews.reschedule_visit',
      help: 'Muda o dia, a hora ou quem vai. O que estava marcado fica no histórico da revisão.',
      fields: planFields,
      initial: async ({ row }) => ({
        responsible_id: String(row.responsible_id),
        visit_on: String(row.visit_on),
        visit_time: String(row.visit_time),
        instructions: String(row.instructions ?? ''),
      }),
      isOffered: isOpen,
    },
    cancel: {
      action: 'reviews.cancel_visit',
      help: 'A visita sai da agenda e fica no histórico da revisão, com o motivo.',
      fields: [],
      isOffered: isOpen,
    },
  },
  actions: [],
}
