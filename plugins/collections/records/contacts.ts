import type { RecordField, RecordType } from '#core/records/index'
import {
  OF_DEBTOR,
  OF_PREMISE,
  campaignField,
  caseField,
  choice,
  collectorField,
  debtorField,
  premiseField,
  shown,
} from './fields.ts'
import { CHANNELS } from './options.ts'

const PROMISE = { section: 'Promessa de pagamento' } as const

/** What is asked of a contact, with the promise that was made in it. */
export const contactFields: readonly RecordField[] = [
  { name: 'channel', label: 'Meio', type: 'enum', options: CHANNELS, isRequired: true },
  {
    ...{ name: 'result', label: 'Resultado', type: 'lookup', isRequired: true },
    lookup: 'collections.results',
  },
  {
    ...{ name: 'spoke_with', label: 'Com quem falou', type: 'text', maxLength: 120 },
    help: 'Nome e relação com o devedor; vazio se ninguém atendeu.',
  },
  { name: 'note', label: 'O que disse', type: 'longtext', maxLength: 1000 },
  {
    ...{ name: 'campaign_id', label: 'Campanha', type: 'reference' },
    record: 'collections.campaigns',
  },
  {
    ...{ name: 'seconds', label: 'Duração da chamada', type: 'integer', unit: 's' },
    ...{ minimum: '0', maximum: '86400' },
  },
  {
    ...{ name: 'next_on', label: 'Voltar a falar em', type: 'date' },
    help: 'Vazio: no dia seguinte ao da promessa, ou sem retorno marcado.',
  },
  { name: 'promise_on', label: 'Promete pagar até', type: 'date', ...PROMISE },
  {
    ...{ name: 'promise_cents', label: 'Valor prometido', type: 'money', minimum: '0.01' },
    ...PROMISE,
  },
  {
    ...{ name: 'promise_due_until', label: 'Só dos débitos vencidos até', type: 'date' },
    ...{ help: 'Vazio: de todos os débitos vencidos do caso.', ...PROMISE },
  },
]

/** Every talk with a debtor, or attempt at one. */
export const contacts: RecordType = {
  name: 'collections.contacts',
  path: '/collections/contacts',
  table: 'collections_contacts',
  title: { one: 'Contato', many: 'Contatos', gender: 'm' },
  help: 'Cada conversa ou tentativa com um devedor, registrada na página do caso: meio, resultado, o que disse e quando voltar. Nada se apaga.',
  label: 'made_by',
  fields: [
    shown('made_on', 'Dia', 'date'),
    caseField,
    premiseField,
    debtorField,
    choice('channel', 'Meio', CHANNELS),
    shown('result', 'Resultado', 'lookup', { lookup: 'collections.results' }),
    shown('spoke_with', 'Com quem falou', 'text', { isPersonal: true }),
    shown('note', 'O que disse', 'longtext', { isPersonal: true }),
    shown('next_on', 'Voltar em', 'date'),
    campaignField,
    shown('seconds', 'Duração', 'integer', { unit: 's' }),
    collectorField,
    shown('made_by', 'Registrado por', 'text'),
    shown('made_at', 'Registrado em', 'datetime'),
  ],
  list: {
    columns: ['made_on', 'case_id', 'premise_id', 'channel', 'result', 'next_on', 'made_by'],
    sort: { column: 'made_on', direction: 'desc' },
    sortable: ['made_on'],
    filters: ['collector_id', 'channel', 'result', 'campaign_id', 'made_on', 'case_id'],
  },
  search: [],
  related: [],
  scope: OF_PREMISE,
  permissions: { read: 'collections.read', write: null },
  person: OF_DEBTOR,
  madeOn: 'collections.cases',
  actions: [],
}
