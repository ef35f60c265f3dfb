import type { RecordField, RecordType } from '#core/records/index'
import { bureauField, choice, customerField, reference, shown } from './fields.ts'
import { LOT_STATES } from './options.ts'

const place = (name: string, label: string, help: string): RecordField => ({
  ...{ name, label, type: 'text', maxLength: 1000, help },
})
const NONE = 'Vazio: como está nos critérios.'

/** Lots of debtors for a bureau: simulated, then undone or made effective. */
export const lots: RecordType = {
  name: 'bureaus.lots',
  path: '/bureaus/lots',
  table: 'bureaus_lots',
  title: { one: 'Lote de negativação', many: 'Lotes de negativação', gender: 'm' },
  help: 'Quem atende hoje aos critérios de um órgão. Um lote nasce simulado: ninguém é marcado até alguém o efetivar, e desfeito não deixa rastro na situação dos clientes.',
  label: 'number',
  fields: [
    shown('number', 'Lote', 'text'),
    bureauField,
    choice('state', 'Situação', LOT_STATES),
    shown('selected_on', 'Gerado em', 'date'),
    shown('selected_by', 'Gerado por', 'text'),
    shown('customers', 'Devedores', 'integer'),
    shown('listings', 'Registros', 'integer'),
    shown('debts', 'Débitos', 'integer'),
    shown('total_cents', 'Valor', 'money'),
    shown('examined', 'Devedores examinados', 'integer'),
    shown('left_out', 'Ficaram de fora', 'integer'),
    shown('decided_at', 'Decidido em', 'datetime'),
    shown('decided_by', 'Decidido por', 'text'),
    shown('terms', 'Critérios usados', 'longtext'),
  ],
  list: {
    columns: [
      ...['number', 'bureau_id', 'state', 'selected_on', 'customers', 'listings', 'total_cents'],
    ],
    sort: { column: 'selected_on', direction: 'desc' },
    sortable: ['selected_on'],
    filters: ['bureau_id', 'state', 'selected_on'],
  },
  search: ['number'],
  related: [
    { title: 'Registros', record: 'bureaus.listings', foreignKey: 'lot_id' },
    { title: 'Ficaram de fora', record: 'bureaus.left_out', foreignKey: 'lot_id' },
    { title: 'Arquivos', record: 'bureaus.files', foreignKey: 'lot_id' },
  ],
  permissions: { read: 'bureaus.read', write: null },
  createAction: 'bureaus.simulate',
  createFields: [
    {
      ...{ name: 'bureau_id', label: 'Órgão', type: 'reference', isRequired: true },
      record: 'bureaus.bureaus',
    },
    place('groups', 'Só dos grupos', `Códigos, separados por vírgulas. ${NONE}`),
    place('districts', 'Só dos bairros', `Nomes, separados por vírgulas. ${NONE}`),
    place('localities', 'Só das localidades', `Códigos, separados por vírgulas. ${NONE}`),
  ],
  operations: {
    confirm: {
      action: 'bureaus.confirm',
      help: 'Confere de novo quem ainda deve, marca os débitos como negativados (ou protestados), pede a inclusão de cada registro e gera o arquivo do órgão.',
      fields: [],
      isOffered: ({ state }) => state === 'simulated',
    },
    undo: {
      action: 'bureaus.undo',
      help: 'Apaga a seleção. Ninguém foi marcado, e nada fica na situação dos clientes.',
      fields: [],
      isOffered: ({ state }) => state === 'simulated',
    },
  },
  actions: [],
}

/** Who had something overdue and did not enter a lot, and why. */
export const leftOut: RecordType = {
  name: 'bureaus.left_out',
  path: '/bureaus/left_out',
  table: 'bureaus_left_out',
  title: { one: 'Devedor fora do lote', many: 'Devedores fora dos lotes', gender: 'm' },
  help: 'Quem tinha débito vencido há tempo bastante e não entrou num lote, e por quê.',
  label: 'reason',
  fields: [
    reference('lot_id', 'Lote', 'bureaus.lots'),
    customerField,
    shown('debts', 'Débitos', 'integer'),
    shown('amount_cents', 'Valor', 'money'),
    shown('reason', 'Por que ficou de fora', 'text'),
  ],
  list: {
    columns: ['lot_id', 'customer_id', 'debts', 'amount_cents', 'reason'],
    sort: { column: 'amount_cents', direction: 'desc' },
    sortable: ['amount_cents'],
    filters: ['lot_id', 'customer_id'],
  },
  search: [],
  related: [],
  scope: { column: 'customer_id', of: 'registry.customers' },
  permissions: { read: 'bureaus.read', write: null },
  person: { record: 'registry.customers', key: 'customer_id', anonymised: {} },
  actions: [],
}
