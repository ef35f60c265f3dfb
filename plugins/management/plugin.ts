import type { PluginManifest } from '#core/kernel/index'

const SECTION = 'Gerencial'

const plugin = {
  name: 'management',
  title: 'Gerencial',
  contract: '1.0',
  requires: ['registry', 'receivables', 'billing', 'dunning'],
  tables: ['management_figures', 'management_results'],
  events: [],
  permissions: {
    'management.read': 'Ver o painel gerencial, os indicadores e as suas metas',
    'management.measure': 'Apurar de novo os números do painel gerencial',
  },
  parameters: () => import('#plugins/management/configuration/parameters'),
  jobs: () => import('#plugins/management/jobs/index'),
  reports: () => import('#plugins/management/reports/index'),
  routes: () => import('#plugins/management/routes'),
  menu: [
    {
      ...{ title: 'Painel gerencial', path: '/management', permission: 'management.read' },
      ...{ section: SECTION, icon: 'chart-bar' },
    },
    {
      ...{ title: 'Relatórios gerenciais', path: '/management/reports' },
      ...{ permission: 'management.read', section: SECTION, icon: 'report' },
    },
  ],
} satisfies PluginManifest<'management'>

export default plugin
