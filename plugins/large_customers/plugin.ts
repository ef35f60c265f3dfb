import type { PluginManifest } from '#core/kernel/index'

const SECTION = 'Grandes clientes'

const plugin = {
  name: 'large_customers',
  title: 'Grandes clientes',
  contract: '1.0',
  requires: ['registry', 'readings', 'billing'],
  tables: [
    'large_customers_segments',
    'large_customers_purposes',
    'large_customers_portfolio',
    'large_customers_cases',
    'large_customers_decisions',
    'large_customers_prospects',
    'large_customers_visits',
  ],
  events: [],
  permissions: {
    'large_customers.read':
      'Ver a carteira, os processos, as prospecções e as visitas de grandes clientes',
    'large_customers.manage':
      'Cuidar de grandes clientes: carteira, processos, prospecções e visitas',
    'large_customers.decide': 'Registrar decisões nos processos de grandes clientes',
    'large_customers.configure': 'Manter as tabelas de segmentos e finalidades de visitas',
    'large_customers.personal_data': 'Ver CPF, telefone e e-mail de clientes potenciais',
  },
  records: () => import('#plugins/large_customers/records/index'),
  lookups: () => import('#plugins/large_customers/lookups/index'),
  actions: () => import('#plugins/large_customers/actions/index'),
  panels: () => import('#plugins/large_customers/panels/index'),
  participants: () => import('#plugins/large_customers/participants/index'),
  reports: () => import('#plugins/large_customers/reports/index'),
  widgets: () => import('#plugins/large_customers/widgets/index'),
  routes: () => import('#plugins/large_customers/routes'),
  tabs: [
    {
      ...{ on: 'registry.premises', place: 66, title: 'Gestores de grande cliente' },
      ...{ record: 'large_customers.portfolio', foreignKey: 'premise_id' },
    },
    {
      ...{ on: 'registry.premises', place: 67, title: 'Processos de grande cliente' },
      ...{ record: 'large_customers.cases', foreignKey: 'premise_id' },
    },
    {
      ...{ on: 'registry.premises', place: 68, title: 'Visitas comerciais' },
      ...{ record: 'large_customers.visits', foreignKey: 'premise_id' },
    },
    {
      ...{ on: 'registry.customers', place: 67, title: 'Processos de grande cliente' },
      ...{ record: 'large_customers.cases', foreignKey: 'customer_id' },
    },
    {
      ...{ on: 'registry.customers', place: 68, title: 'Visitas comerciais' },
      ...{ record: 'large_customers.visits', foreignKey: 'customer_id' },
    },
  ],
  menu: [
    {
      ...{ title: 'Carteira', path: '/large-customers/portfolio' },
      ...{ permission: 'large_customers.read', section: SECTION, icon: 'users' },
    },
    {
      ...{ title: 'Crítica de grandes clientes', path: '/readings/review?queue=large' },
      ...{ permission: 'readings.review', section: SECTION, icon: 'clipboard-check' },
    },
    {
      ...{ title: 'Processos', path: '/large-customers/cases' },
      ...{ permission: 'large_customers.read', section: SECTION, icon: 'folder' },
    },
    {
      ...{ title: 'Agenda comercial', path: '/large-customers/agenda' },
      ...{ permission: 'large_customers.read', section: SECTION, icon: 'calendar-event' },
    },
    {
      ...{ title: 'Clientes potenciais', path: '/large-customers/prospects' },
      ...{ permission: 'large_customers.read', section: SECTION, icon: 'trending-up' },
    },
    {
      ...{ title: 'Candidatos à carteira', path: '/reports/large_customers.candidates' },
      ...{ permission: 'large_customers.read', section: SECTION, icon: 'chart-bar' },
    },
  ],
} satisfies PluginManifest<'large_customers'>

export default plugin
