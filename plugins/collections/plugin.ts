import type { PluginManifest } from '#core/kernel/index'

const SECTION = 'Mesa de cobrança'

const plugin = {
  name: 'collections',
  title: 'Mesa de cobrança',
  contract: '1.0',
  requires: ['registry', 'readings', 'receivables', 'billing', 'plans', 'dunning'],
  tables: [
    'collections_results',
    'collections_portfolios',
    'collections_cases',
    'collections_campaigns',
    'collections_members',
    'collections_contacts',
    'collections_promises',
    'collections_promise_debts',
    'collections_suits',
    'collections_suit_debts',
    'collections_bodies',
    'collections_demands',
    'collections_demand_debts',
    'collections_body_actions',
  ],
  events: [],
  permissions: {
    'collections.read': 'Ver a mesa de cobrança: casos, contatos e promessas',
    'collections.work': 'Cobrar: assumir casos, registrar contatos e promessas',
    'collections.manage': 'Supervisionar a mesa: carteiras, campanhas e casos de outros cobradores',
    'collections.sue': 'Pedir ajuizamentos e registrar os processos',
    'collections.personal_data': 'Ver com quem se falou e o que disse',
  },
  records: () => import('#plugins/collections/records/index'),
  lookups: () => import('#plugins/collections/lookups/index'),
  parameters: () => import('#plugins/collections/configuration/parameters'),
  documents: () => import('#plugins/collections/documents/index'),
  actions: () => import('#plugins/collections/actions/index'),
  participants: () => import('#plugins/collections/participants/index'),
  jobs: () => import('#plugins/collections/jobs/index'),
  panels: () => import('#plugins/collections/panels/index'),
  timelines: () => import('#plugins/collections/panels/timeline'),
  reports: () => import('#plugins/collections/reports/index'),
  widgets: () => import('#plugins/collections/widgets/index'),
  routes: () => import('#plugins/collections/routes'),
  tabs: [
    {
      ...{ on: 'registry.premises', place: 64, title: 'Mesa de cobrança' },
      ...{ record: 'collections.cases', foreignKey: 'premise_id' },
    },
    {
      ...{ on: 'registry.customers', place: 64, title: 'Mesa de cobrança' },
      ...{ record: 'collections.cases', foreignKey: 'debtor_id' },
    },
  ],
  menu: [
    {
      ...{ title: 'Mesa de cobrança', path: '/collections/desk', permission: 'collections.manage' },
      ...{ section: SECTION, icon: 'adjustments' },
    },
    {
      ...{ title: 'Minha fila', path: '/collections/queue', permission: 'collections.work' },
      ...{ section: SECTION, icon: 'list-check' },
    },
    {
      ...{ title: 'Casos de cobrança', path: '/collections/cases?state=open' },
      ...{ permission: 'collections.read', section: SECTION, icon: 'folder' },
    },
    {
      ...{ title: 'Promessas', path: '/collections/promises', permission: 'collections.read' },
      ...{ section: SECTION, icon: 'calendar' },
    },
    {
      ...{ title: 'Contatos', path: '/collections/contacts', permission: 'collections.read' },
      ...{ section: SECTION, icon: 'phone' },
    },
    {
      ...{ title: 'Pedidos de ajuizamento', path: '/collections/suits' },
      ...{ permission: 'collections.read', section: SECTION, icon: 'gavel' },
    },
    {
      ...{ title: 'Órgãos públicos', path: '/collections/public-bodies' },
      ...{ permission: 'collections.read', section: SECTION, icon: 'building' },
    },
    {
      ...{ title: 'Grandes consumidores', path: '/reports/collections.large_customers' },
      ...{ permission: 'collections.read', section: SECTION, icon: 'chart-bar' },
    },
    {
      ...{ title: 'Funil da recuperação', path: '/reports/collections.funnel' },
      ...{ permission: 'collections.read', section: SECTION, icon: 'filter' },
    },
    {
      ...{ title: 'Campanhas de contato', path: '/collections/campaigns' },
      ...{ permission: 'collections.read', section: SECTION, icon: 'speakerphone' },
    },
    {
      ...{ title: 'Políticas comerciais', path: '/collections/policies' },
      ...{ permission: 'collections.read', section: SECTION, icon: 'file-certificate' },
    },
    {
      ...{ title: 'Carteiras', path: '/collections/portfolios', permission: 'collections.read' },
      ...{ section: SECTION, icon: 'users' },
    },
  ],
} satisfies PluginManifest<'collections'>

export default plugin
