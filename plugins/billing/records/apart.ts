import type { RecordField, RecordType } from '#core/records/index'
import { SETTLEMENTS } from './options.ts'

const customer: RecordField = {
  name: 'customer_id',
  label: 'Cliente',
  type: 'reference',
  record: 'registry.customers',
}

const dueOn: RecordField = {
  ...{ name: 'due_on', label: 'Novo vencimento', type: 'date', isRequired: true },
}
const isOpen = ({ settlement }: Readonly<Record<string, unknown>>) => settlement === 'open'

/** Services charged to customers outside any premise. */
export const customerCharges: RecordType = {
  name: 'billing.customer_charges',
  path: '/billing/customer-charges',
  table: 'billing_customer_charges',
  title: { one: 'Cobrança avulsa', many: 'Cobranças avulsas', gender: 'f' },
  help: 'Serviços cobrados de quem não tem imóvel, como circos e parques, em um documento próprio. Emite-se pela página do cliente.',
  madeOn: 'registry.customers',
  label: 'number',
  fields: [
    { name: 'number', label: 'Documento', type: 'text' },
    customer,
    { name: 'title', label: 'Serviço', type: 'text' },
    { name: 'executed_on', label: 'Feito em', type: 'date' },
    { name: 'quantity', label: 'Quantidade', type: 'integer' },
    { name: 'unit_cents', label: 'Preço', type: 'money', isSummed: false },
    { name: 'total_cents', label: 'Total', type: 'money' },
    { name: 'issued_on', label: 'Emissão', type: 'date' },
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'settlement', label: 'Quitação', type: 'enum', options: SETTLEMENTS },
    { name: 'settled_cents', label: 'Quitado', type: 'money' },
    { name: 'reason_code', label: 'Motivo', type: 'lookup', lookup: 'billing.issue_reasons' },
    { name: 'remarks', label: 'Observações', type: 'longtext' },
    { name: 'issued_by', label: 'Emitida por', type: 'text' },
    {
      ...{ name: 'replaces_id', label: 'Substitui', type: 'reference' },
      record: 'billing.customer_charges',
    },
    { name: 'ended_by', label: 'Cancelada ou substituída por', type: 'text' },
  ],
  list: {
    columns: ['issued_on', 'number', 'customer_id', 'title', 'total_cents', 'due_on', 'settlement'],
    sort: { column: 'issued_on', direction: 'desc' },
    sortable: ['issued_on'],
    filters: ['issued_on'],
  },
  search: ['number', 'title'],
  related: [],
  scope: { column: 'customer_id', of: 'registry.customers' },
  permissions: { read: 'billing.read', write: null },
  person: { record: 'registry.customers', key: 'customer_id', anonymised: {} },
  operations: {
    'due-date': {
      action: 'billing.redate_charge',
      help: 'Outra cobrança, do mesmo serviço e valor, toma o lugar desta com o novo vencimento. Se o documento de antes for pago assim mesmo, o dinheiro paga a nova.',
      fields: [dueOn],
      isOffered: isOpen,
    },
    'cancel': {
      action: 'billing.cancel_charge',
      help: 'Nada mais se cobra por este serviço. Se o documento for pago assim mesmo, o dinheiro fica entre os recebimentos a identificar.',
      fields: [],
      isOffered: isOpen,
    },
  },
  actions: [],
}

const group: readonly RecordField[] = [
  {
    name: 'body_id',
    label: 'Órgão pagador',
    type: 'reference',
    record: 'registry.paying_bodies',
    isRequired: true,
  },
  { name: 'reference', label: 'Referência', type: 'refmonth', isRequired: true },
  { name: 'due_on', label: 'Vencimento', type: 'date', isRequired: true },
]

/** The invoices of a paying body in a month as one document. */
export const groupedInvoices: RecordType = {
  name: 'billing.grouped_invoices',
  path: '/billing/grouped-invoices',
  table: 'billing_grouped_invoices',
  title: { one: 'Fatura agrupada', many: 'Faturas agrupadas', gender: 'f' },
  help: 'As faturas em aberto dos imóveis de um órgão público ou empresa em um só documento. As faturas ficam como estão: o que for pago primeiro as quita.',
  label: 'number',
  fields: [
    { name: 'number', label: 'Documento', type: 'text' },
    ...group,
    { ...customer, label: 'Devedor' },
    { name: 'issued_on', label: 'Emissão', type: 'date' },
    { name: 'invoices', label: 'Faturas', type: 'integer' },
    { name: 'total_cents', label: 'Total', type: 'money' },
    { name: 'issued_by', label: 'Emitida por', type: 'text' },
    { name: 'issued_at', label: 'Emitida', type: 'datetime' },
  ],
  list: {
    columns: ['reference', 'number', 'body_id', 'invoices', 'total_cents', 'due_on'],
    sort: { column: 'reference', direction: 'desc' },
    sortable: ['reference'],
    filters: ['reference', 'body_id'],
  },
  search: ['number'],
  related: [{ title: 'Faturas', record: 'billing.grouped_members', foreignKey: 'grouped_id' }],
  scope: { column: 'body_id', of: 'registry.paying_bodies' },
  permissions: { read: 'billing.read', write: null },
  createAction: 'billing.group_invoices',
  createFields: group,
  operations: {
    'due-date': {
      action: 'billing.redate_group',
      help: 'Outro documento, do mesmo valor, com o novo vencimento. O de antes deixa de ser oferecido; pago assim mesmo, quita as faturas, que ficam com os seus próprios vencimentos.',
      fields: [dueOn],
    },
  },
  actions: [],
}

export const groupedMembers: RecordType = {
  name: 'billing.grouped_members',
  path: '/billing/grouped-members',
  table: 'billing_grouped_members',
  title: { one: 'Fatura de um grupo', many: 'Faturas de um grupo', gender: 'f' },
  help: 'Cada fatura de uma fatura agrupada, com o que estava em aberto quando o grupo foi emitido.',
  label: 'invoice_id',
  fields: [
    {
      name: 'grouped_id',
      label: 'Fatura agrupada',
      type: 'reference',
      record: 'billing.grouped_invoices',
    },
    { name: 'invoice_id', label: 'Fatura', type: 'reference', record: 'billing.invoices' },
    { name: 'open_cents', label: 'Em aberto na emissão', type: 'money' },
  ],
  list: {
    columns: ['grouped_id', 'invoice_id', 'open_cents'],
    sort: { column: 'grouped_id', direction: 'desc' },
    sortable: ['grouped_id'],
    filters: [],
  },
  search: [],
  related: [],
  scope: { column: 'invoice_id', of: 'billing.invoices' },
  permissions: { read: 'billing.read', write: null },
  actions: [],
}
