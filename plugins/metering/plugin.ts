import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'metering',
  title: 'Hidrometria',
  contract: '1.0',
  requires: ['registry'],
  tables: [
    'metering_meters',
    'metering_models',
    'metering_batches',
    'metering_installations',
    'metering_movements',
    'metering_seals',
    'metering_orders',
    'metering_schedules',
    'metering_pressures',
    'metering_meter_diameters',
    'metering_meter_types',
    'metering_movement_reasons',
    'metering_seal_reasons',
  ],
  events: ['metering.meter_installed', 'metering.meter_removed'],
  eventTitles: {
    'metering.meter_installed': {
      title: 'Hidrômetro instalado',
      fields: {
        installation_id: { title: 'Instalação', sample: '981' },
        meter_id: { title: 'Hidrômetro', sample: '733' },
        connection_id: { title: 'Ligação', sample: '1204' },
      },
    },
    'metering.meter_removed': {
      title: 'Hidrômetro retirado',
      fields: {
        meter_id: { title: 'Hidrômetro', sample: '733' },
        connection_id: { title: 'Ligação', sample: '1204' },
      },
    },
  },
  permissions: {
    'metering.read': 'Ver hidrômetros e instalações',
    'metering.write': 'Cadastrar, instalar, trocar e aferir hidrômetros',
  },
  records: () => import('#plugins/metering/records/index'),
  lookups: () => import('#plugins/metering/lookups/index'),
  panels: () => import('#plugins/metering/panels/index'),
  participants: () => import('#plugins/metering/participants/index'),
  actions: () => import('#plugins/metering/actions/index'),
  parameters: () => import('#plugins/metering/configuration/parameters'),
  jobs: () => import('#plugins/metering/jobs/index'),
  reports: () => import('#plugins/metering/reports/index'),
  routes: () => import('#plugins/metering/routes'),
  endpoints: () => import('#plugins/metering/endpoints'),
  tabs: [
    {
      on: 'registry.connections',
      title: 'Hidrômetros',
      record: 'metering.installations',
      foreignKey: 'connection_id',
      place: 10,
    },
    {
      on: 'registry.premises',
      title: 'Ordens de hidrometria',
      record: 'metering.orders',
      foreignKey: 'premise_id',
      place: 60,
    },
  ],
  menu: [
    {
      title: 'Hidrômetros',
      path: '/metering/meters',
      permission: 'metering.read',
      section: 'Medição',
      icon: 'gauge',
    },
    {
      title: 'Lotes',
      path: '/metering/batches',
      permission: 'metering.read',
      section: 'Medição',
      icon: 'archive',
    },
    {
      title: 'Modelos',
      path: '/metering/models',
      permission: 'metering.read',
      section: 'Medição',
      icon: 'adjustments',
    },
    {
      title: 'Troca de hidrômetros',
      path: '/metering/agenda',
      permission: 'metering.read',
      section: 'Medição',
      icon: 'calendar-event',
    },
    {
      title: 'Ordens de hidrometria',
      path: '/metering/orders',
      permission: 'metering.read',
      section: 'Medição',
      icon: 'clipboard-list',
    },
    {
      title: 'Hidrometração',
      path: '/metering/coverage',
      permission: 'metering.read',
      section: 'Medição',
      icon: 'percentage',
    },
  ],
} satisfies PluginManifest<'metering'>

export default plugin
