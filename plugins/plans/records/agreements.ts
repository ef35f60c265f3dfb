import type { RecordField, RecordType } from '#core/records/index'
import { CAUSES, KINDS, METHODS, ORIGINS, STATES } from './options.ts'

const DEBT = 'Dívida'
const PLAN = 'Parcelas'
const END = 'Fim'

const money = (name: string, label: string, section: string): RecordField => ({
  ...{ name, label, type: 'money', section },
})

const isStanding = ({ state }: Readonly<Record<string, unknown>>) =>
  state === 'awaiting' || state === 'active'

/** Instalment plans as they were signed; their debts, slips and instalments are lists of their page. */
export const agreements: RecordType = {
  name: 'plans.agreements',
  path: '/plans/agreements',
  table: 'plans_agreements',
  title: { one: 'Parcelamento', many: 'Parcelamentos', gender: 'm' },
  help: 'Débitos negociados em parcelas, que vão nas próximas faturas. Negocia-se pela página do imóvel.',
  madeOn: 'registry.premises',
  label: 'number',
  fields: [
    { name: 'number', label: 'Número', type: 'text', section: DEBT },
    { name: 'state', label: 'Situação', type: 'enum', options: STATES, section: DEBT },
    { name: 'kind', label: 'Tipo', type: 'enum', options: KINDS, section: DEBT },
    {
      ...{ name: 'previous_id', label: 'Substitui', type: 'reference', section: DEBT },
      record: 'plans.agreements',
    },
    {
      ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', section: DEBT },
      record: 'registry.premises',
    },
    {
      ...{ name: 'debtor_id', label: 'Devedor', type: 'reference', section: DEBT },
      record: 'registry.customers',
    },
    { name: 'signed_on', label: 'Assinado em', type: 'date', section: DEBT },
    { name: 'signed_by', label: 'Negociado por', type: 'text', section: DEBT },
    money('debt_cents', 'Débitos', DEBT),
    money('fine_cents', 'Multa', DEBT),
    money('interest_cents', 'Juros de mora', DEBT),
    money('correction_cents', 'Correção monetária', DEBT),
    money('discount_cents', 'Desconto', DEBT),
    { name: 'discount_law', label: 'Lei do desconto', type: 'text', section: DEBT },
    money('negotiated_cents', 'Dívida negociada', DEBT),
    money('down_cents', 'Entrada', PLAN),
    { name: 'down_due_on', label: 'Vencimento da entrada', type: 'date', section: PLAN },
    { name: 'effective_on', label: 'Vale desde', type: 'date', section: PLAN },
    { name: 'instalments', label: 'Parcelas', type: 'integer', section: PLAN },
    { name: 'first_reference', label: 'Primeira fatura', type: 'refmonth', section: PLAN },
    { name: 'method', label: 'Juros das parcelas', type: 'enum', options: METHODS, section: PLAN },
    { name: 'monthly_percent', label: 'Ao mês', type: 'decimal', unit: '%', section: PLAN },
    money('plan_interest_cents', 'Juros ao todo', PLAN),
    money('total_cents', 'Total a pagar', PLAN),
    {
      ...{ name: 'origin', label: 'Origem', type: 'enum', options: ORIGINS, section: PLAN },
      help: 'O que o sistema anterior assinou não se calcula de novo aqui.',
    },
    {
      ...{ name: 'paid_before', label: 'Parcelas pagas no sistema anterior', type: 'integer' },
      section: PLAN,
    },
    money('paid_before_cents', 'Pago no sistema anterior', PLAN),
    { name: 'ended_on', label: 'Terminou em', type: 'date', section: END },
    { name: 'ended_by', label: 'Por', type: 'text', section: END },
    { name: 'end_cause', label: 'Por que terminou', type: 'enum', options: CAUSES, section: END },
    { name: 'end_reason', label: 'Motivo', type: 'text', section: END },
  ],
  list: {
    columns: [
      ...['number', 'signed_on', 'premise_id', 'debtor_id', 'negotiated_cents', 'down_cents'],
      ...['instalments', 'state'],
    ],
    sort: { column: 'signed_on', direction: 'desc' },
    sortable: ['signed_on'],
    filters: ['state', 'kind', 'signed_on', 'end_cause', 'origin'],
  },
  search: ['number'],
  related: [
    { title: 'Débitos incluídos', record: 'plans.debts', foreignKey: 'agreement_id' },
    { title: 'Parcelas', record: 'plans.instalments', foreignKey: 'agreement_id' },
    { title: 'Entrada', record: 'plans.slips', foreignKey: 'agreement_id' },
    { title: 'Quitação antecipada', record: 'plans.early_payments', foreignKey: 'agreement_id' },
    { title: 'Transferências', record: 'plans.transfers', foreignKey: 'agreement_id' },
  ],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'plans.read', write: null },
  person: { record: 'registry.customers', key: 'debtor_id', anonymised: {} },
  notes: { write: 'plans.negotiate' },
  attachments: {
    kinds: [
      { value: 'signed_term', label: 'Termo assinado' },
      { value: 'other', label: 'Outro' },
    ],
    write: 'plans.negotiate',
  },
  operations: {
    early: {
      action: 'plans.offer_early',
      help: 'Emite um documento com o que falta das parcelas ainda não faturadas, sem os juros dos meses que não chegaram. Enquanto ele vale, as próximas faturas não trazem parcelas.',
      fields: [],
      isOffered: ({ state }) => state === 'active',
    },
    cancel: {
      action: 'plans.cancel',
      help: 'As parcelas que faltam deixam de ser cobradas e os débitos voltam a ficar pendentes, com os vencimentos de origem, menos o que já foi pago.',
      fields: [],
      isOffered: isStanding,
    },
  },
  actions: [],
}
