import { type RecordType, shownField, shownReference } from '#core/records/index'
import { DEBT_KINDS, EARLY_STATES, SLIP_STATES } from './options.ts'

const agreement = shownReference('agreement_id', 'Parcelamento', 'plans.agreements')
const ofAgreement = {
  search: [],
  related: [],
  scope: { column: 'agreement_id', of: 'plans.agreements' },
  permissions: { read: 'plans.read', write: null },
  actions: [],
} as const satisfies Partial<RecordType>
const money = (name: string, label: string) => shownField(name, label, 'money')
const premise = (name: string, label: string) => shownReference(name, label, 'registry.premises')

/** The debts of a plan as they were when it was signed. */
export const debts: RecordType = {
  ...ofAgreement,
  name: 'plans.debts',
  path: '/plans/debts',
  table: 'plans_debts',
  title: { one: 'Débito parcelado', many: 'Débitos parcelados', gender: 'm' },
  help: 'O que cada parcelamento negociou, com os encargos do dia em que foi assinado.',
  label: 'title',
  fields: [
    agreement,
    { name: 'place', label: 'Ordem', type: 'integer' },
    { name: 'title', label: 'Débito', type: 'text' },
    { name: 'kind', label: 'Tipo', type: 'enum', options: DEBT_KINDS },
    premise('premise_id', 'Imóvel de origem'),
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'days_late', label: 'Dias de atraso', type: 'integer' },
    money('open_cents', 'Valor'),
    money('fine_cents', 'Multa'),
    money('interest_cents', 'Juros'),
    money('correction_cents', 'Correção'),
    money('total_cents', 'Total'),
  ],
  list: {
    columns: [
      ...['place', 'title', 'due_on', 'days_late', 'open_cents', 'fine_cents', 'interest_cents'],
      ...['correction_cents', 'total_cents'],
    ],
    sort: { column: 'place', direction: 'asc' },
    sortable: ['place'],
    filters: ['kind'],
  },
}

/** The schedule of a plan; what became of each instalment stands on the plan's page. */
export const instalments: RecordType = {
  ...ofAgreement,
  name: 'plans.instalments',
  path: '/plans/instalments',
  table: 'plans_instalments',
  title: { one: 'Parcela', many: 'Parcelas', gender: 'f' },
  help: 'As parcelas de cada parcelamento, como foram assinadas, com a fatura em que vão.',
  label: 'number',
  fields: [
    agreement,
    { name: 'number', label: 'Parcela', type: 'integer' },
    { name: 'reference', label: 'Fatura de', type: 'refmonth' },
    money('principal_cents', 'Principal'),
    money('interest_cents', 'Juros'),
    money('amount_cents', 'Valor'),
  ],
  list: {
    columns: ['number', 'reference', 'principal_cents', 'interest_cents', 'amount_cents'],
    sort: { column: 'number', direction: 'asc' },
    sortable: ['number'],
    filters: ['reference'],
  },
}

const document = shownReference('document_id', 'Documento', 'receivables.documents')

/** What the down payment is asked by. */
export const slips: RecordType = {
  ...ofAgreement,
  name: 'plans.slips',
  path: '/plans/slips',
  table: 'plans_slips',
  title: { one: 'Boleto de entrada', many: 'Boletos de entrada', gender: 'm' },
  help: 'Os documentos que cobram a entrada: um, ou um carnê quando a entrada de um serviço é dividida.',
  label: 'document_number',
  fields: [
    agreement,
    { name: 'number', label: 'Nº', type: 'integer' },
    { name: 'of_slips', label: 'De', type: 'integer' },
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    money('amount_cents', 'Valor'),
    { name: 'document_number', label: 'Número', type: 'text' },
    document,
    { name: 'state', label: 'Situação', type: 'enum', options: SLIP_STATES },
    { name: 'paid_on', label: 'Paga em', type: 'date' },
  ],
  list: {
    columns: ['number', 'of_slips', 'due_on', 'amount_cents', 'document_id', 'state', 'paid_on'],
    sort: { column: 'number', direction: 'asc' },
    sortable: ['number'],
    filters: ['state'],
  },
}

/** What is left of a plan, offered ahead of time. */
export const earlyPayments: RecordType = {
  ...ofAgreement,
  name: 'plans.early_payments',
  path: '/plans/early-payments',
  table: 'plans_early_payments',
  title: { one: 'Quitação antecipada', many: 'Quitações antecipadas', gender: 'f' },
  help: 'Documentos que cobram de uma vez, sem os juros dos meses que faltam, as parcelas ainda não faturadas.',
  label: 'document_number',
  fields: [
    agreement,
    { name: 'issued_on', label: 'Emissão', type: 'date' },
    { name: 'issued_by', label: 'Emitida por', type: 'text' },
    { name: 'valid_until', label: 'Válida até', type: 'date' },
    { name: 'instalments', label: 'Parcelas', type: 'integer' },
    money('amount_cents', 'Valor'),
    money('saved_cents', 'Juros que se deixam de pagar'),
    { name: 'document_number', label: 'Número', type: 'text' },
    document,
    { name: 'state', label: 'Situação', type: 'enum', options: EARLY_STATES },
    { name: 'ended_on', label: 'Terminou em', type: 'date' },
  ],
  list: {
    columns: ['issued_on', 'instalments', 'amount_cents', 'saved_cents', 'valid_until', 'state'],
    sort: { column: 'issued_on', direction: 'desc' },
    sortable: ['issued_on'],
    filters: ['state'],
  },
}

const customer = (name: string, label: string) => shownReference(name, label, 'registry.customers')

/** Debts of one premise that were negotiated at another. */
export const transfers: RecordType = {
  ...ofAgreement,
  name: 'plans.transfers',
  path: '/plans/transfers',
  table: 'plans_transfers',
  title: { one: 'Transferência de débito', many: 'Transferências de débito', gender: 'f' },
  help: 'Débitos de um imóvel negociados em outro, com o motivo e, se o devedor mudou, o ato que autoriza.',
  label: 'transferred_on',
  fields: [
    agreement,
    { name: 'transferred_on', label: 'Data', type: 'date' },
    premise('from_premise_id', 'Do imóvel'),
    premise('to_premise_id', 'Para o imóvel'),
    customer('from_debtor_id', 'Devia'),
    customer('to_debtor_id', 'Assumiu'),
    money('amount_cents', 'Valor'),
    { name: 'reason', label: 'Motivo', type: 'text' },
    { name: 'authority', label: 'Ato ou acordo', type: 'text' },
    { name: 'transferred_by', label: 'Por', type: 'text' },
  ],
  list: {
    columns: [
      ...['transferred_on', 'agreement_id', 'from_premise_id', 'to_premise_id', 'amount_cents'],
      ...['reason', 'transferred_by'],
    ],
    sort: { column: 'transferred_on', direction: 'desc' },
    sortable: ['transferred_on'],
    filters: ['transferred_on'],
  },
}
