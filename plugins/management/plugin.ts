import type { PluginManifest } from '#core/kernel/index'

const SECTION = 'Gerencial'

const plugin = {
  name: 'management',
  title: 'Gerencial',
  contract: '1.0',
  requires: ['registry', 'metering', 'readings', 'receivables', 'billing', 'dunning'],
  tables: [
    ...(['management_figures', 'management_results'] as const),
    ...(['management_actions', 'management_action_units'] as const),
  ],
  events: [],
  permissions: {
    'management.read': 'Ver o painel gerencial, os indicadores e as suas metas',
    'management.promote': 'Criar e acompanhar ações comerciais: unidades, meta e custo',
    'management.measure': 'Apurar de novo os números do painel gerencial',
  },
  records: () => import('#plugins/management/records/index'),
  actions: () => import('#plugins/management/actions/index'),
  panels: () => import('#plugins/management/panels/index'),
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
    {
      ...{ title: 'Ações comerciais', path: '/management/actions' },
      under: '/management/action-units',
      ...{ permission: 'management.read', section: SECTION, icon: 'flag' },
    },
  ],
} satisfies PluginManifest<'management'>

export default plugin
