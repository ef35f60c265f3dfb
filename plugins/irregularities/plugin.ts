import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'irregularities',
  title: 'Fiscalização e irregularidades',
  contract: '1.0',
  requires: ['registry', 'services', 'readings', 'tariffs', 'receivables', 'billing'],
  tables: ['irregularities_cases', 'irregularities_fraud_types'],
  events: [],
  permissions: {
    'irregularities.read': 'Ver os casos de irregularidade',
    'irregularities.inspect': 'Gerar ordens de fiscalização pelos critérios',
    'irregularities.find': 'Registrar irregularidades, notificar e receber defesas',
    'irregularities.decide': 'Decidir casos de irregularidade que outra pessoa registrou',
    'irregularities.configure': 'Manter os tipos de fraude',
  },
  records: () => import('#plugins/irregularities/records/index'),
  lookups: () => import('#plugins/irregularities/lookups/index'),
  parameters: () => import('#plugins/irregularities/configuration/parameters'),
  decisions: () => import('#plugins/irregularities/decisions/index'),
  documents: () => import('#plugins/irregularities/documents/index'),
  actions: () => import('#plugins/irregularities/actions/index'),
  jobs: () => import('#plugins/irregularities/jobs/index'),
  panels: () => import('#plugins/irregularities/panels/index'),
  reports: () => import('#plugins/irregularities/reports/index'),
  routes: () => import('#plugins/irregularities/routes'),
  tabs: [
    {
      on: 'registry.premises',
      place: 56,
      title: 'Irregularidades',
      record: 'irregularities.cases',
      foreignKey: 'premise_id',
    },
  ],
  menu: [
    {
      title: 'Irregularidades',
      path: '/irregularities/cases',
      permission: 'irregularities.read',
      section: 'Serviços',
      icon: 'alert-triangle',
    },
    {
      title: 'Fiscalização por critérios',
      path: '/irregularities/inspections',
      permission: 'irregularities.inspect',
      section: 'Serviços',
      icon: 'clipboard-check',
    },
  ],
} satisfies PluginManifest<'irregularities'>

export default plugin
