import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'services',
  title: 'Ordens de serviço',
  contract: '1.0',
  requires: ['registry'],
  tables: ['services_orders', 'services_types', 'services_teams', 'services_not_done_reasons'],
  events: ['services.order_closed', 'services.order_late'],
  eventTitles: {
    'services.order_closed': {
      title: 'Ordem de serviço encerrada',
      fields: {
        order: { title: 'Ordem', sample: '311' },
        number: { title: 'Número', sample: '2026-000311' },
        type: { title: 'Tipo de serviço', sample: 'leak_repair' },
        premise: { title: 'Imóvel', sample: '512' },
        state: { title: 'Resultado: done, not_done ou cancelled', sample: 'done' },
        origin: { title: 'O que pediu a ordem', sample: 'readings.readings/8812' },
      },
    },
    'services.order_late': {
      title: 'Ordem de serviço fora do prazo',
      fields: {
        order: { title: 'Ordem', sample: '311' },
        number: { title: 'Número', sample: '2026-000311' },
        type: { title: 'Tipo de serviço', sample: 'leak_repair' },
        title: { title: 'Serviço', sample: 'Conserto de vazamento' },
        premise: { title: 'Imóvel', sample: '512' },
        registration_number: { title: 'Matrícula', sample: '0000512-0' },
        team: { title: 'Equipe', sample: 'water' },
        due_on: { title: 'Prazo', sample: '08/03/2024' },
        days: { title: 'Dias de atraso', type: 'decimal', sample: '1' },
      },
    },
  },
  permissions: {
    'services.read': 'Ver as ordens de serviço',
    'services.request': 'Pedir, atribuir e cancelar ordens de serviço',
    'services.close': 'Encerrar ordens de serviço e reabri-las',
    'services.configure': 'Manter tipos de serviço, equipes e motivos',
  },
  records: () => import('#plugins/services/records/index'),
  lookups: () => import('#plugins/services/lookups/index'),
  participants: () => import('#plugins/services/participants/index'),
  documents: () => import('#plugins/services/documents/index'),
  actions: () => import('#plugins/services/actions/index'),
  jobs: () => import('#plugins/services/jobs/index'),
  panels: () => import('#plugins/services/panels/index'),
  tabs: [
    {
      on: 'registry.premises',
      place: 55,
      title: 'Ordens de serviço',
      record: 'services.orders',
      foreignKey: 'premise_id',
    },
  ],
  menu: [
    {
      title: 'Ordens de serviço',
      path: '/services/orders',
      permission: 'services.read',
      section: 'Serviços',
      icon: 'clipboard-list',
    },
  ],
} satisfies PluginManifest<'services'>

export default plugin
