import type { PluginManifest } from '#core/kernel/index'

const SECTION = 'Qualidade da água'

const plugin = {
  name: 'water_quality',
  title: 'Qualidade da água',
  contract: '1.0',
  requires: ['registry', 'billing'],
  tables: [
    'water_quality_parameters',
    'water_quality_systems',
    'water_quality_supplied',
    'water_quality_bulletins',
    'water_quality_results',
  ],
  events: [],
  permissions: {
    'water_quality.read': 'Ver sistemas de abastecimento e boletins da qualidade da água',
    'water_quality.write': 'Manter sistemas de abastecimento e digitar boletins',
    'water_quality.publish': 'Publicar boletins da qualidade da água nas faturas',
  },
  records: () => import('#plugins/water_quality/records/index'),
  lookups: () => import('#plugins/water_quality/lookups/index'),
  actions: () => import('#plugins/water_quality/actions/index'),
  parameters: () => import('#plugins/water_quality/configuration/parameters'),
  panels: () => import('#plugins/water_quality/panels/index'),
  participants: () => import('#plugins/water_quality/participants/index'),
  routes: () => import('#plugins/water_quality/routes'),
  menu: [
    {
      ...{ title: 'Boletins mensais', path: '/water-quality/bulletins', section: SECTION },
      ...{ permission: 'water_quality.read', icon: 'droplet' },
    },
    {
      ...{ title: 'Sistemas de abastecimento', path: '/water-quality/systems', section: SECTION },
      ...{ permission: 'water_quality.read', icon: 'map-pin' },
    },
  ],
} satisfies PluginManifest<'water_quality'>

export default plugin
