import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'dunning',
  title: 'Cobrança',
  contract: '1.0',
  requires: ['registry', 'services', 'readings', 'receivables', 'billing', 'payments'],
  tables: ['dunning_notices', 'dunning_notice_debts', 'dunning_blocks', 'dunning_files'],
  events: [],
  permissions: {
    'dunning.read': 'Ver notificações, cartas e bloqueios de cobrança',
    'dunning.notify': 'Gerar cartas e notificações, imprimi-las e registrar a entrega',
    'dunning.change_notices': 'Mudar o vencimento e cancelar notificações pendentes',
    'dunning.block': 'Bloquear e liberar imóveis para notificações e ordens de corte',
  },
  records: () => import('#plugins/dunning/records/index'),
  kinds: () => import('#plugins/dunning/configuration/kinds'),
  populations: () => import('#plugins/dunning/configuration/populations'),
  parameters: () => import('#plugins/dunning/configuration/parameters'),
  decisions: () => import('#plugins/dunning/decisions/index'),
  actions: () => import('#plugins/dunning/actions/index'),
  documents: () => import('#plugins/dunning/documents/index'),
  panels: () => import('#plugins/dunning/panels/index'),
  routes: () => import('#plugins/dunning/routes'),
  participants: () => import('#plugins/dunning/participants/index'),
  jobs: () => import('#plugins/dunning/jobs/index'),
  tabs: [
    {
      ...{ on: 'registry.premises', place: 60, title: 'Notificações e cartas' },
      ...{ record: 'dunning.notices', foreignKey: 'premise_id' },
    },
    {
      ...{ on: 'registry.premises', place: 61, title: 'Bloqueios de cobrança' },
      ...{ record: 'dunning.blocks', foreignKey: 'premise_id' },
    },
  ],
  menu: [
    {
      title: 'Notificações e cartas',
      path: '/dunning/notices',
      permission: 'dunning.read',
      section: 'Cobrança',
      icon: 'mail',
    },
    {
      title: 'Gerar notificações',
      path: '/dunning/generate/notices',
      permission: 'dunning.notify',
      section: 'Cobrança',
      icon: 'player-play',
    },
    {
      title: 'Gerar cartas',
      path: '/dunning/generate/letters',
      permission: 'dunning.notify',
      section: 'Cobrança',
      icon: 'mail',
    },
    {
      title: 'Política de cobrança',
      path: '/configuration/dunning-policy/default',
      permission: 'configuration.read',
      section: 'Cobrança',
      icon: 'adjustments',
    },
    {
      title: 'Imóveis bloqueados',
      path: '/dunning/blocks?state=standing',
      permission: 'dunning.read',
      section: 'Cobrança',
      icon: 'lock',
    },
  ],
} satisfies PluginManifest<'dunning'>

export default plugin
