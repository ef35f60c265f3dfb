import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'tariffs',
  title: 'Tarifas',
  contract: '1.0',
  requires: [],
  tables: [],
  events: [],
  permissions: {},
  kinds: () => import('#plugins/tariffs/configuration/kinds'),
  decisions: () => import('#plugins/tariffs/decisions/index'),
} satisfies PluginManifest<'tariffs'>

export default plugin
