import {
  type RecordField,
  type RecordType,
  shownField as shown,
  shownReference as reference,
} from '#core/records/index'
import { CLEARANCE_MEANS, CLEARANCE_STATES, REASONS } from './clearance_options.ts'

const asked: readonly RecordField[] = [
  {
    ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', isRequired: true },
    record: 'registry.premises',
  },
  {
    ...{ name: 'year', label: 'Ano', type: 'integer', isRequired: true },
    ...{ minimum: '1990', maximum: '2200', help: 'O ano dos vencimentos das faturas.' },
  },
]

/** The annual statement of each premise and person billed: issued with its number, or why not yet (Lei 12.007/2009). */
export const clearances: RecordType = {
  name: 'certificates.clearances',
  path: '/certificates/clearances',
  table: 'certificates_clearances',
  title: { one: 'Declaração de quitação', many: 'Declarações de quitação', gender: 'f' },
  help: 'A declaração anual de quitação de débitos de cada imóvel e de quem foi faturado nele, pelos vencimentos do ano. Quem deve do ano, ou de antes, não a recebe: fica o motivo, e a próxima emissão a faz depois do pagamento.',
  label: 'number',
  fields: [
    shown('year', 'Ano', 'integer'),
    shown('number', 'Número', 'text'),
    shown('state', 'Situação', 'enum', { options: CLEARANCE_STATES }),
    shown('reason', 'Por que ainda não', 'enum', { options: REASONS }),
    reference('premise_id', 'Imóvel', 'registry.premises'),
    reference('customer_id', 'Cliente', 'registry.customers'),
    shown('months', 'Meses faturados', 'integer'),
    shown('disputed', 'Em discussão judicial', 'text'),
    shown('issued_on', 'Emitida em', 'date'),
    shown('issued_by', 'Emitida por', 'text'),
    shown('means', 'Como é entregue', 'enum', { options: CLEARANCE_MEANS }),
    shown('judged_on', 'Conferida em', 'date'),
  ],
  list: {
    columns: [
      'year',
      'number',
      'premise_id',
      'customer_id',
      'months',
      'state',
      'reason',
      'issued_on',
    ],
    sort: { column: 'year', direction: 'desc' },
    sortable: ['year'],
    filters: ['year', 'state', 'reason'],
  },
  search: ['number'],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'certificates.read', write: null },
  person: { record: 'registry.customers', key: 'customer_id', anonymised: {} },
  createAction: 'certificates.issue_clearance',
  createFields: asked,
  actions: [],
}
