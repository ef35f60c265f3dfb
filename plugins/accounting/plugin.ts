import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'accounting',
  title: 'Contabilidade',
  contract: '1.0',
  requires: ['receivables', 'billing'],
  tables: ['accounting_facts', 'accounting_postings', 'accounting_unposted'],
  events: [],
  permissions: {
    'accounting.read': 'Ver lançamentos contábeis e balancete',
    'accounting.post': 'Contabilizar o que ficou sem conta',
  },
} satisfies PluginManifest<'accounting'>

export default plugin
