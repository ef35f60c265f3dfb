import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'plans',
  title: 'Parcelamentos',
  contract: '1.0',
  requires: ['registry', 'receivables', 'billing', 'payments'],
  tables: [
    'plans_agreements',
    'plans_debts',
    'plans_instalments',
    'plans_slips',
    'plans_early_payments',
    'plans_transfers',
  ],
  events: [],
  permissions: {
    'plans.read': 'Ver parcelamentos, termos e parcelas',
    'plans.negotiate': 'Simular e assinar parcelamentos; emitir quitação antecipada',
    'plans.simulate':
      'Simular parcelamentos de um cliente pelo seu canal (portal, totem, aplicativo)',
    'plans.transfer': 'Negociar em um imóvel débitos de outro',
    'plans.cancel': 'Cancelar parcelamentos',
  },
  records: () => import('#plugins/plans/records/index'),
  parameters: () => import('#plugins/plans/configuration/parameters'),
  documents: () => import('#plugins/plans/documents/index'),
  actions: () => import('#plugins/plans/actions/index'),
  participants: () => import('#plugins/plans/participants/index'),
  jobs: () => import('#plugins/plans/jobs/index'),
  panels: () => import('#plugins/plans/panels/index'),
  timelines: () => import('#plugins/plans/panels/timeline'),
  reports: () => import('#plugins/plans/reports/index'),
  endpoints: () => import('#plugins/plans/endpoints'),
  routes: () => import('#plugins/plans/routes'),
  tabs: [
    {
      ...{ on: 'registry.premises', place: 32, title: 'Parcelamentos' },
      ...{ record: 'plans.agreements', foreignKey: 'premise_id' },
    },
    {
      ...{ on: 'registry.customers', place: 32, title: 'Parcelamentos' },
      ...{ record: 'plans.agreements', foreignKey: 'debtor_id' },
    },
  ],
  menu: [
    {
      title: 'Parcelamentos',
      path: '/plans/agreements',
      permission: 'plans.read',
      section: 'Cobrança',
      icon: 'calendar',
    },
    {
      title: 'Transferências de débito',
      path: '/plans/transfers',
      permission: 'plans.read',
      section: 'Cobrança',
      icon: 'arrows-exchange',
    },
  ],
} satisfies PluginManifest<'plans'>

export default plugin
