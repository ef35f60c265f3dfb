import type { RecordField, RecordType } from '#core/records/index'

const model: RecordField = {
  name: 'model_id',
  label: 'Modelo',
  type: 'reference',
  record: 'metering.models',
  isRequired: true,
  help: 'Dá a todos marca, vazões, classe e ponteiros.',
}
const first: RecordField = {
  name: 'first_number',
  label: 'Primeiro número',
  type: 'text',
  isRequired: true,
  maxLength: 20,
  help: 'Por exemplo A23S000001.',
}
const last: RecordField = {
  name: 'last_number',
  label: 'Último número',
  type: 'text',
  isRequired: true,
  maxLength: 20,
  help: 'Por exemplo A23S000100: cem hidrômetros entram no estoque.',
}
const manufactured: RecordField = {
  name: 'manufactured_on',
  label: 'Fabricados em',
  type: 'date',
  isRequired: true,
}
const purchased: RecordField = { name: 'purchased_on', label: 'Comprados em', type: 'date' }
const invoice: RecordField = {
  name: 'invoice_number',
  label: 'Nota fiscal',
  type: 'text',
  maxLength: 40,
}

/** Meters bought together, registered by the range of their numbers. */
export const batches: RecordType = {
  name: 'metering.batches',
  path: '/metering/batches',
  table: 'metering_batches',
  title: { one: 'Lote de hidrômetros', many: 'Lotes de hidrômetros', gender: 'm' },
  help: 'Hidrômetros comprados juntos. Um lote novo põe no estoque todos os números de uma faixa, ou nenhum.',
  label: 'first_number',
  fields: [
    first,
    last,
    { name: 'meters', label: 'Hidrômetros', type: 'integer' },
    model,
    manufactured,
    purchased,
    invoice,
    { name: 'registered_at', label: 'Cadastrado em', type: 'datetime' },
    { name: 'registered_by', label: 'Usuário', type: 'text' },
  ],
  list: {
    columns: [
      ...['first_number', 'last_number', 'meters', 'model_id', 'manufactured_on'],
      ...['purchased_on', 'invoice_number', 'registered_at'],
    ],
    sort: { column: 'registered_at', direction: 'desc' },
    sortable: ['registered_at'],
    filters: [],
  },
  search: ['first_number', 'last_number', 'invoice_number'],
  related: [{ title: 'Hidrômetros', record: 'metering.meters', foreignKey: 'batch_id' }],
  permissions: { read: 'metering.read', write: null },
  createAction: 'metering.register_batch',
  createFields: [first, last, model, manufactured, purchased, invoice],
  actions: [],
}
