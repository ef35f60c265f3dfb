import type { EnumOption, RecordType } from '#core/records/index'
import { cancelServiceAction } from '../actions/services.ts'
import { premise } from './term_fields.ts'

const STATES: readonly EnumOption[] = [
  { value: 'charged', label: 'Cobrado', tone: 'good' },
  { value: 'cancelled', label: 'Desistido', tone: 'neutral' },
]

/** Services charged on the invoices of premises. */
export const serviceCharges: RecordType = {
  name: 'billing.service_charges',
  path: '/billing/service-charges',
  table: 'billing_service_charges',
  title: { one: 'Serviço cobrado', many: 'Serviços cobrados', gender: 'm' },
  help: 'Serviços cobrados nas faturas dos imóveis, pelo preço da tabela no dia em que foram feitos, à vista ou em parcelas. Cobra-se pela página do imóvel.',
  madeOn: 'registry.premises',
  label: 'title',
  fields: [
    premise,
    { name: 'debtor_id', label: 'Devedor', type: 'reference', record: 'registry.customers' },
    { name: 'title', label: 'Serviço', type: 'text' },
    { name: 'executed_on', label: 'Feito em', type: 'date' },
    { name: 'quantity', label: 'Quantidade', type: 'integer' },
    { name: 'unit_cents', label: 'Preço', type: 'money', isSummed: false },
    { name: 'total_cents', label: 'Total', type: 'money' },
    { name: 'parcels', label: 'Parcelas', type: 'integer' },
    { name: 'first_reference', label: 'Primeira fatura', type: 'refmonth' },
    { name: 'state', label: 'Situação', type: 'enum', options: STATES },
    { name: 'reason_code', label: 'Motivo', type: 'lookup', lookup: 'billing.issue_reasons' },
    { name: 'remarks', label: 'Observações', type: 'longtext' },
    { name: 'charged_by', label: 'Cobrado por', type: 'text' },
    { name: 'charged_at', label: 'Cobrado', type: 'datetime' },
    { name: 'cancelled_by', label: 'Desistido por', type: 'text' },
  ],
  list: {
    columns: [
      ...['executed_on', 'premise_id', 'title', 'total_cents', 'parcels', 'first_reference'],
      'state',
    ],
    sort: { column: 'executed_on', direction: 'desc' },
    sortable: ['executed_on'],
    filters: ['executed_on'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'billing.read', write: null },
  person: { record: 'registry.customers', key: 'debtor_id', anonymised: {} },
  operations: {
    cancel: {
      action: 'billing.cancel_service',
      help: 'As parcelas que nenhuma fatura cobrou ainda deixam de ser cobradas. O que já foi faturado se corrige na fatura.',
      fields: [],
      isOffered: ({ state }) => state === 'charged',
      async preview(context, { id }) {
        const { effect } = await cancelServiceAction.run(context, { id: Number(id) })
        return [{ title: 'Com a desistência', lines: [effect] }]
      },
    },
  },
  actions: [],
}
