import type { RecordField, RecordType } from '#core/records/index'
import {
  OF_PREMISE,
  campaignField,
  caseField,
  choice,
  premiseField,
  reference,
  shown,
} from './fields.ts'
import { CAMPAIGN_KINDS, CAMPAIGN_STATES, MEMBER_STATES } from './options.ts'

const asked: readonly RecordField[] = [
  { name: 'name', label: 'Nome', type: 'text', isRequired: true, maxLength: 80 },
  { name: 'kind', label: 'Tipo', type: 'enum', options: CAMPAIGN_KINDS, isRequired: true },
  {
    ...{ name: 'portfolio_id', label: 'Só da carteira', type: 'reference' },
    record: 'collections.portfolios',
  },
  {
    ...{ name: 'min_cents', label: 'Dívida vencida, de', type: 'money', minimum: '0' },
    ...{ isSummed: false },
  },
  {
    ...{ name: 'pay_days', label: 'Conta pagamento até', type: 'integer', unit: 'dias' },
    ...{ isRequired: true, minimum: '1', maximum: '90' },
    help: 'Dias depois do contato em que um pagamento ainda conta para a campanha.',
  },
]

/** Many contacts for one purpose. */
export const campaigns: RecordType = {
  name: 'collections.campaigns',
  path: '/collections/campaigns',
  table: 'collections_campaigns',
  title: { one: 'Campanha de contato', many: 'Campanhas de contato', gender: 'f' },
  help: 'Contatos em série a devedores escolhidos no dia em que a campanha é criada. O que cada uma rendeu está no relatório “Desempenho de campanhas de contato”.',
  label: 'name',
  fields: [
    shown('name', 'Nome', 'text'),
    choice('kind', 'Tipo', CAMPAIGN_KINDS),
    choice('state', 'Situação', CAMPAIGN_STATES),
    shown('starts_on', 'Desde', 'date'),
    shown('closed_on', 'Encerrada em', 'date'),
    shown('planned', 'Previstos', 'integer'),
    shown('pay_days', 'Conta pagamento até', 'integer', { unit: 'dias' }),
    reference('portfolio_id', 'Carteira', 'collections.portfolios'),
    shown('created_by', 'Criada por', 'text'),
  ],
  list: {
    columns: ['name', 'kind', 'state', 'starts_on', 'planned'],
    sort: { column: 'starts_on', direction: 'desc' },
    sortable: ['starts_on'],
    filters: ['state', 'kind'],
  },
  search: [],
  related: [
    { title: 'A contatar', record: 'collections.members', foreignKey: 'campaign_id' },
    { title: 'Contatos', record: 'collections.contacts', foreignKey: 'campaign_id' },
  ],
  permissions: { read: 'collections.read', write: null },
  createAction: 'collections.create_campaign',
  createFields: asked,
  operations: {
    close: {
      action: 'collections.close_campaign',
      help: 'Nenhum contato entra mais nela. O que rendeu continua no relatório.',
      fields: [],
      isOffered: ({ state }) => state === 'open',
    },
  },
  actions: [],
}

/** Who a campaign is for. */
export const members: RecordType = {
  name: 'collections.members',
  path: '/collections/members',
  table: 'collections_members',
  title: { one: 'Contato de campanha', many: 'Contatos de campanha', gender: 'm' },
  help: 'Os casos de uma campanha e o que já se tentou de cada um.',
  label: 'state',
  fields: [campaignField, caseField, premiseField, choice('state', 'Situação', MEMBER_STATES)],
  list: {
    columns: ['case_id', 'premise_id', 'state', 'campaign_id'],
    sort: { column: 'campaign_id', direction: 'asc' },
    sortable: ['campaign_id'],
    filters: ['campaign_id', 'state'],
  },
  search: [],
  related: [],
  scope: OF_PREMISE,
  permissions: { read: 'collections.read', write: null },
  actions: [],
}
