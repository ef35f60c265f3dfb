import type { PluginManifest } from '#core/kernel/index'

const SECTION = 'Macromedição'

const plugin = {
  name: 'macro_metering',
  title: 'Macromedição',
  contract: '1.0',
  requires: ['registry'],
  tables: [
    'macro_metering_points',
    'macro_metering_meters',
    'macro_metering_calibrations',
    'macro_metering_reviews',
    'macro_metering_deliveries',
    'macro_metering_volumes',
  ],
  events: [],
  permissions: {
    'macro_metering.read': 'Ver pontos, macromedidores e volumes',
    'macro_metering.write': 'Manter pontos, macromedidores, calibrações e volumes',
    'macro_metering.transmit': 'Enviar volumes pelo sistema supervisório',
  },
  records: () => import('#plugins/macro_metering/records/index'),
  actions: () => import('#plugins/macro_metering/actions/index'),
  parameters: () => import('#plugins/macro_metering/configuration/parameters'),
  jobs: () => import('#plugins/macro_metering/jobs/index'),
  reports: () => import('#plugins/macro_metering/reports/index'),
  routes: () => import('#plugins/macro_metering/routes'),
  endpoints: () => import('#plugins/macro_metering/endpoints'),
  menu: [
    {
      ...{ title: 'Pontos de macromedição', path: '/macro-metering/points', section: SECTION },
      ...{ permission: 'macro_metering.read', icon: 'map-pin' },
    },
    {
      ...{ title: 'Macromedidores', path: '/macro-metering/meters', section: SECTION },
      ...{ permission: 'macro_metering.read', icon: 'gauge' },
    },
    {
      ...{ title: 'Volumes', path: '/macro-metering/volumes', section: SECTION },
      ...{ permission: 'macro_metering.read', icon: 'droplet' },
    },
    {
      ...{ title: 'Importar volumes', path: '/macro-metering/file', section: SECTION },
      ...{ permission: 'macro_metering.write', icon: 'file-upload' },
    },
    {
      ...{ title: 'Controles', path: '/macro-metering/controls', section: SECTION },
      ...{ permission: 'macro_metering.read', icon: 'clipboard-check' },
    },
  ],
} satisfies PluginManifest<'macro_metering'>

export default plugin
