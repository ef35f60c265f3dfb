import type { RecordField, RecordType } from '#core/records/index'
import { SETTLEMENTS } from './options.ts'
import { premise } from './term_fields.ts'

const instalments: RecordField = {
  name: 'instalments',
  label: 'Parcelas',
  type: 'integer',
  isRequired: true,
  minimum: '1',
  maximum: '12',
  help: 'De 1 (parcela única anual) a 12, em meses seguidos. Os centavos que sobram ficam na última.',
}
const firstDueOn: RecordField = {
  name: 'first_due_on',
  label: 'Primeiro vencimento',
  type: 'date',
  isRequired: true,
  help: 'As demais vencem no mesmo dia dos meses seguintes.',
}
const firstReference: RecordField = {
  name: 'first_reference',
  label: 'Primeiro mês',
  type: 'refmonth',
  isRequired: true,
  help: 'Doze meses a partir dele não cobram a taxa nas faturas.',
}
const customer: RecordField = {
  name: 'customer_id',
  label: 'Cliente',
  type: 'reference',
  record: 'registry.customers',
}

/** A year of solid waste paid by slips. */
export const wasteBooklets: RecordType = {
  name: 'billing.waste_booklets',
  path: '/billing/waste-booklets',
  table: 'billing_waste_booklets',
  title: { one: 'Carnê de resíduos', many: 'Carnês de resíduos', gender: 'm' },
  help: 'A tarifa anual de resíduos sólidos de um imóvel, em parcelas com documento próprio. As cargas de leitura geradas depois da emissão não cobram a taxa nesses meses.',
  label: 'first_reference',
  fields: [
    premise,
    customer,
    firstReference,
    { name: 'covers_from', label: 'Cobre de', type: 'date' },
    { name: 'covers_until', label: 'Cobre até', type: 'date' },
    { name: 'monthly_cents', label: 'Tarifa do mês', type: 'money', isSummed: false },
    { name: 'annual_cents', label: 'Tarifa do ano', type: 'money' },
    { name: 'basis', label: 'Como se chegou ao valor', type: 'text' },
    { name: 'round', label: 'Emissão nº', type: 'integer' },
    {
      name: 'state',
      label: 'Situação',
      type: 'enum',
      options: [
        { value: 'current', label: 'Vale', tone: 'good' },
        { value: 'cancelled', label: 'Cancelado', tone: 'neutral' },
      ],
    },
    { name: 'issued_on', label: 'Emissão', type: 'date' },
    { name: 'issued_by', label: 'Emitido por', type: 'text' },
    { name: 'cancelled_by', label: 'Cancelado por', type: 'text' },
  ],
  list: {
    columns: ['issued_on', 'premise_id', 'customer_id', 'first_reference', 'annual_cents', 'state'],
    sort: { column: 'issued_on', direction: 'desc' },
    sortable: ['issued_on'],
    filters: ['issued_on', 'state'],
  },
  search: [],
  related: [{ title: 'Parcelas', record: 'billing.waste_slips', foreignKey: 'booklet_id' }],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'billing.read', write: null },
  person: { record: 'registry.customers', key: 'customer_id', anonymised: {} },
  createAction: 'billing.issue_waste_booklet',
  createFields: [premise, firstReference, instalments, firstDueOn],
  operations: {
    reissue: {
      action: 'billing.reissue_waste_booklet',
      help: 'As parcelas que ainda não venceram deixam de valer e o mesmo valor é cobrado em outras, em nome de quem é titular hoje. Serve para mudar o número de parcelas e para a troca de titular; o que já venceu fica com quem devia.',
      fields: [instalments, firstDueOn],
      isOffered: ({ state }) => state === 'current',
    },
    cancel: {
      action: 'billing.cancel_waste_booklet',
      help: 'Só antes de qualquer pagamento e de qualquer carga de leitura dos meses do carnê. As faturas voltam a cobrar a taxa.',
      fields: [],
      isOffered: ({ state }) => state === 'current',
    },
  },
  actions: [],
}

/** The slips of booklets, those taken back among them. */
export const wasteSlips: RecordType = {
  name: 'billing.waste_slips',
  path: '/billing/waste-slips',
  table: 'billing_waste_slips',
  title: { one: 'Parcela de carnê', many: 'Parcelas de carnês', gender: 'f' },
  help: 'Cada parcela de um carnê de resíduos, com o seu documento.',
  label: 'document_number',
  fields: [
    {
      name: 'booklet_id',
      label: 'Carnê',
      type: 'reference',
      record: 'billing.waste_booklets',
    },
    { name: 'document_number', label: 'Documento', type: 'text' },
    customer,
    { name: 'round', label: 'Emissão nº', type: 'integer' },
    { name: 'number', label: 'Parcela', type: 'integer' },
    { name: 'of_slips', label: 'De', type: 'integer' },
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'total_cents', label: 'Valor', type: 'money' },
    { name: 'settled_cents', label: 'Quitado', type: 'money' },
    { name: 'settlement', label: 'Quitação', type: 'enum', options: SETTLEMENTS },
  ],
  list: {
    columns: ['booklet_id', 'document_number', 'number', 'due_on', 'total_cents', 'settlement'],
    sort: { column: 'due_on', direction: 'asc' },
    sortable: ['due_on'],
    filters: ['due_on', 'settlement'],
  },
  search: ['document_number'],
  related: [],
  scope: { column: 'booklet_id', of: 'billing.waste_booklets' },
  permissions: { read: 'billing.read', write: null },
  person: { record: 'registry.customers', key: 'customer_id', anonymised: {} },
  actions: [],
}
