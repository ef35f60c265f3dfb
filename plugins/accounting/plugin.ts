import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'accounting',
  title: 'Contabilidade',
  contract: '1.0',
  requires: ['registry', 'receivables', 'billing'],
  tables: ['accounting_facts', 'accounting_postings', 'accounting_unposted'],
  events: [],
  permissions: {
    'accounting.read': 'Ver lançamentos contábeis e balancete',
    'accounting.post': 'Contabilizar o que ficou sem conta',
  },
  records: () => import('#plugins/accounting/records/index'),
  kinds: () => import('#plugins/accounting/configuration/kinds'),
  decisions: () => import('#plugins/accounting/decisions/index'),
  actions: () => import('#plugins/accounting/actions/index'),
  results: () => import('#plugins/accounting/configuration/results'),
  participants: () => import('#plugins/accounting/participants/index'),
  bridges: () => import('#plugins/accounting/reports/bridges'),
  routes: () => import('#plugins/accounting/routes'),
  reports: () => import('#plugins/accounting/reports/index'),
  widgets: () => import('#plugins/accounting/widgets/index'),
  menu: [
    {
      title: 'Balancete',
      path: '/accounting/trial-balance',
      permission: 'accounting.read',
      section: 'Contabilidade',
      icon: 'scale',
    },
    {
      title: 'Lançamentos contábeis',
      path: '/accounting/postings',
      permission: 'accounting.read',
      section: 'Contabilidade',
      icon: 'books',
    },
    {
      title: 'Movimentos sem conta',
      path: '/accounting/unposted',
      permission: 'accounting.read',
      section: 'Contabilidade',
      icon: 'alert-triangle',
    },
  ],
} satisfies PluginManifest<'accounting'>

export default plugin
