import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'metering',
  title: 'Hidrometria',
  contract: '1.0',
  requires: ['registry'],
  tables: [
    'metering_meters',
    'metering_installations',
    'metering_meter_diameters',
    'metering_meter_types',
    'metering_movement_reasons',
    'metering_seal_reasons',
  ],
  events: ['metering.meter_installed'],
  eventTitles: {
    'metering.meter_installed': {
      title: 'Hidrômetro instalado',
      fields: {
        installation_id: { title: 'Instalação', sample: '981' },
        meter_id: { title: 'Hidrômetro', sample: '733' },
        connection_id: { title: 'Ligação', sample: '1204' },
      },
    },
  },
  permissions: {
    'metering.read': 'Ver hidrômetros e instalações',
    'metering.write': 'Cadastrar e instalar hidrômetros',
  },
  records: () => import('#plugins/metering/records/index'),
  lookups: () => import('#plugins/metering/lookups/index'),
  panels: () => import('#plugins/metering/panels/index'),
  actions: () => import('#plugins/metering/actions/index'),
  menu: [
    {
      title: 'Hidrômetros',
      path: '/metering/meters',
      permission: 'metering.read',
      section: 'Cadastro',
      icon: 'gauge',
    },
  ],
} satisfies PluginManifest<'metering'>

export default plugin
