import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'tariffs',
  title: 'Tarifas',
  contract: '1.0',
  requires: [],
  tables: [],
  events: [],
  permissions: {
    'tariffs.read': 'Consultar tarifas e preços',
    'tariffs.simulate': 'Simular contas com as tarifas em vigor ou um rascunho',
  },
  kinds: () => import('#plugins/tariffs/configuration/kinds'),
  parameters: () => import('#plugins/tariffs/configuration/parameters'),
  decisions: () => import('#plugins/tariffs/decisions/index'),
  routes: () => import('#plugins/tariffs/routes'),
  endpoints: () => import('#plugins/tariffs/endpoints'),
  menu: [
    {
      title: 'Tarifas e preços',
      path: '/tariffs/prices',
      permission: 'tariffs.read',
      section: 'Faturamento',
      icon: 'table',
    },
    {
      title: 'Simular conta',
      path: '/tariffs/simulate',
      permission: 'tariffs.simulate',
      section: 'Faturamento',
      icon: 'receipt',
    },
  ],
} satisfies PluginManifest<'tariffs'>

export default plugin
