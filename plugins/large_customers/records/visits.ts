import { type RecordField, type RecordType, shownField as shown } from '#core/records/index'
import { MANAGERS, OF_PREMISE, customerField, premiseField, still } from './fields.ts'
import { VISIT_STATES } from './options.ts'

const prospect: RecordField = {
  ...{ name: 'prospect_id', label: 'Cliente potencial', type: 'reference' },
  record: 'large_customers.prospects',
  help: 'Ou o imóvel, quando já é cliente.',
}
const premise: RecordField = {
  ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
  help: 'De um grande cliente.',
}
/** What a visit is planned with. */
export const plan: readonly RecordField[] = [
  {
    ...{ name: 'responsible_id', label: 'Responsável', type: 'reference', record: MANAGERS },
    isRequired: true,
    help: 'Quem faz a visita: é avisado e a encontra na agenda.',
  },
  { name: 'visit_on', label: 'Dia', type: 'date', isRequired: true },
  {
    ...{ name: 'visit_time', label: 'Hora', type: 'text', isRequired: true, maxLength: 5 },
    help: 'Como 09:30.',
  },
]
export const purpose: readonly RecordField[] = [
  {
    ...{ name: 'purpose', label: 'Finalidade', type: 'lookup' },
    ...{ lookup: 'large_customers.purposes', isRequired: true },
  },
  { name: 'details', label: 'O que tratar', type: 'longtext', maxLength: 1000 },
]
const isScheduled = ({ status }: Readonly<Record<string, unknown>>) => status === 'scheduled'

/** Technical and commercial visits to actual and potential large customers (CM-25b). */
export const visits: RecordType = {
  name: 'large_customers.visits',
  path: '/large-customers/visits',
  table: 'large_customers_visits',
  title: { one: 'Visita comercial', many: 'Visitas comerciais', gender: 'f' },
  help: 'Visitas a grandes clientes e a clientes potenciais, com finalidade, responsável e relatório. Uma visita só se encerra com o relatório.',
  label: 'visit_on',
  fields: [
    still(prospect),
    still(premiseField),
    customerField,
    ...[...purpose, ...plan].map(still),
    shown('status', 'Situação', 'enum', { options: VISIT_STATES }),
    shown('report', 'Relatório', 'longtext'),
    shown('closed_at', 'Encerrada', 'datetime'),
    shown('closed_by', 'Encerrada por', 'text'),
  ],
  list: {
    columns: [
      ...['visit_on', 'visit_time', 'prospect_id', 'premise_id', 'customer_id', 'purpose'],
      ...['responsible_id', 'status'],
    ],
    sort: { column: 'visit_on', direction: 'desc' },
    sortable: ['visit_on'],
    filters: ['visit_on', 'responsible_id', 'status', 'purpose'],
  },
  search: [],
  related: [],
  scope: { ...OF_PREMISE, isOptional: true },
  person: { record: 'registry.customers', key: 'customer_id', anonymised: {} },
  permissions: { read: 'large_customers.read', write: null },
  createAction: 'large_customers.schedule_visit',
  createFields: [prospect, premise, ...purpose, ...plan],
  operations: {
    close: {
      action: 'large_customers.close_visit',
      help: 'A visita foi feita. Sem relatório ela não se encerra.',
      fields: [
        {
          ...{ name: 'report', label: 'Relatório', type: 'longtext', isRequired: true },
          ...{ maxLength: 4000, help: 'O que se viu, o que se tratou e o que ficou combinado.' },
        },
      ],
      isOffered: isScheduled,
    },
    reschedule: {
      action: 'large_customers.reschedule_visit',
      help: 'Muda o dia, a hora ou quem vai. O que estava marcado fica no histórico.',
      fields: plan,
      initial: async ({ row }) => ({
        responsible_id: String(row.responsible_id),
        visit_on: String(row.visit_on),
        visit_time: String(row.visit_time),
      }),
      isOffered: isScheduled,
    },
    cancel: {
      action: 'large_customers.cancel_visit',
      help: 'A visita sai da agenda e fica no histórico, com o motivo.',
      fields: [],
      isOffered: isScheduled,
    },
  },
  attachments: {
    kinds: [
      { value: 'photo', label: 'Fotografia' },
      { value: 'document', label: 'Documento' },
    ],
    write: 'large_customers.manage',
  },
  actions: [],
}
