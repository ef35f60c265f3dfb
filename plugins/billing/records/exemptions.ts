import type { RecordField, RecordType } from '#core/records/index'
import { BELONGS_TO, EXEMPTED } from './setting_options.ts'
import { isRunning, lastDay, premise } from './term_fields.ts'

const given: readonly RecordField[] = [
  premise,
  {
    name: 'service',
    label: 'Isento de',
    type: 'enum',
    options: EXEMPTED,
    isRequired: true,
    help: 'Água e esgoto incluem as suas tarifas fixas. Isento de tudo, o imóvel é lido e não recebe fatura.',
  },
  {
    name: 'from_on',
    label: 'Desde',
    type: 'date',
    isRequired: true,
    help: 'Vale para as cargas de leitura geradas a partir deste dia.',
  },
  { name: 'until_on', label: 'Até', type: 'date', help: 'Último dia. Vazio: até ser encerrada.' },
  {
    name: 'reason_code',
    label: 'Motivo',
    type: 'lookup',
    lookup: 'billing.exemption_reasons',
    isRequired: true,
  },
  {
    name: 'belongs_to',
    label: 'De quem é',
    type: 'enum',
    options: BELONGS_TO,
    help: 'A pessoal termina sozinha quando o titular muda. Vazio: como diz o motivo.',
  },
  {
    name: 'legal_basis',
    label: 'Base legal',
    type: 'text',
    maxLength: 200,
    help: 'Lei, decreto ou processo que concede a isenção.',
  },
  { name: 'remarks', label: 'Observações', type: 'longtext', maxLength: 500 },
]

/** What premises do not pay; written by its own actions, so that each has reason and history. */
export const exemptions: RecordType = {
  name: 'billing.exemptions',
  path: '/billing/exemptions',
  table: 'billing_exemptions',
  title: { one: 'Isenção', many: 'Isenções', gender: 'f' },
  help: 'Imóveis que não pagam algum serviço, com prazo e motivo. A isenção entra na carga de leitura gerada a partir do primeiro dia; faturas já emitidas não mudam.',
  label: 'premise_id',
  fields: [
    ...given,
    { name: 'ended_on', label: 'Encerrada em', type: 'date' },
    { name: 'granted_by', label: 'Registrada por', type: 'text' },
    { name: 'granted_at', label: 'Registrada', type: 'datetime' },
    { name: 'ended_by', label: 'Encerrada por', type: 'text' },
  ],
  list: {
    columns: ['premise_id', 'service', 'reason_code', 'from_on', 'until_on', 'ended_on'],
    sort: { column: 'from_on', direction: 'desc' },
    sortable: ['from_on'],
    filters: ['from_on'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'billing.read', write: null },
  createAction: 'billing.grant_exemption',
  createFields: given,
  attachments: {
    kinds: [
      { value: 'request', label: 'Requerimento' },
      { value: 'decision', label: 'Decisão ou lei' },
    ],
    write: 'billing.exempt',
  },
  operations: {
    end: {
      action: 'billing.end_exemption',
      help: 'As cargas geradas depois do último dia cobram de novo. Faturas já emitidas não mudam.',
      fields: [lastDay],
      today: ['on'],
      isOffered: isRunning,
    },
  },
  actions: [],
}
