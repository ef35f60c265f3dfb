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
  events: ['readings.load_processed'],
  permissions: {
    'readings.read': 'Ver roteiros, cargas e leituras',
    'readings.run': 'Gerar cargas, distribuir, importar retornos e processar a crítica',
    'readings.review': 'Decidir as leituras retidas pela crítica',
  },
  parameters: () => import('#plugins/readings/configuration/parameters'),
  decisions: () => import('#plugins/readings/decisions/index'),
  actions: () => import('#plugins/readings/actions/index'),
  jobs: () => import('#plugins/readings/jobs/index'),
} satisfies PluginManifest<'readings'>

export default plugin
