import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'readings',
  title: 'Leitura',
  contract: '1.0',
  requires: ['registry', 'metering'],
  tables: [
    'readings_routes',
    'readings_route_stops',
    'readings_loads',
    'readings_load_items',
    'readings_files',
    'readings_file_lines',
    'readings_readings',
  ],
  events: [],
  permissions: {
    'readings.read': 'Ver roteiros, cargas e leituras',
    'readings.run': 'Gerar cargas, distribuir, importar retornos e processar a crítica',
    'readings.review': 'Decidir as leituras retidas pela crítica',
  },
  records: () => import('#plugins/readings/records/index'),
  parameters: () => import('#plugins/readings/configuration/parameters'),
  decisions: () => import('#plugins/readings/decisions/index'),
  actions: () => import('#plugins/readings/actions/index'),
  jobs: () => import('#plugins/readings/jobs/index'),
  bridges: () => import('#plugins/readings/reports/bridges'),
  routes: () => import('#plugins/readings/routes'),
  menu: [
    {
      title: 'Ciclo de leitura',
      path: '/readings/cycle',
      permission: 'readings.run',
      section: 'Leitura',
      icon: 'refresh',
    },
    {
      title: 'Crítica',
      path: '/readings/review',
      permission: 'readings.review',
      section: 'Leitura',
      icon: 'clipboard-check',
    },
    {
      title: 'Cargas',
      path: '/readings/loads',
      permission: 'readings.read',
      section: 'Leitura',
      icon: 'clipboard-list',
    },
    {
      title: 'Leituras',
      path: '/readings/readings',
      permission: 'readings.read',
      section: 'Leitura',
      icon: 'gauge',
    },
    {
      title: 'Retornos',
      path: '/readings/files',
      permission: 'readings.read',
      section: 'Leitura',
      icon: 'file-upload',
    },
    {
      title: 'Roteiros',
      path: '/readings/routes',
      permission: 'readings.read',
      section: 'Leitura',
      icon: 'route',
    },
  ],
} satisfies PluginManifest<'readings'>

export default plugin
