import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'registry',
  title: 'Cadastro',
  contract: '1.0',
  requires: [],
  tables: [
    'registry_localities',
    'registry_billing_groups',
    'registry_customers',
    'registry_counters',
    'registry_premises',
    'registry_premise_economies',
    'registry_connections',
    'registry_holdings',
  ],
  events: ['registry.premise_created'],
  permissions: {
    'registry.read': 'Ver clientes, imóveis e ligações',
    'registry.write': 'Cadastrar e alterar clientes, imóveis e ligações',
    'registry.personal_data': 'Ver dados pessoais de clientes (CPF, telefone, e-mail)',
  },
  records: () => import('#plugins/registry/records/index'),
  parameters: () => import('#plugins/registry/configuration/parameters'),
  actions: () => import('#plugins/registry/actions/index'),
  menu: [
    {
      title: 'Clientes',
      path: '/registry/customers',
      permission: 'registry.read',
      section: 'Cadastro',
      icon: 'users',
    },
    {
      title: 'Imóveis',
      path: '/registry/premises',
      permission: 'registry.read',
      section: 'Cadastro',
      icon: 'home',
    },
    {
      title: 'Ligações',
      path: '/registry/connections',
      permission: 'registry.read',
      section: 'Cadastro',
      icon: 'plug-connected',
    },
    {
      title: 'Localidades',
      path: '/registry/localities',
      permission: 'registry.read',
      section: 'Cadastro',
      icon: 'map-pin',
    },
    {
      title: 'Grupos de faturamento',
      path: '/registry/billing-groups',
      permission: 'registry.read',
      section: 'Cadastro',
      icon: 'calendar-event',
    },
  ],
} satisfies PluginManifest<'registry'>

export default plugin
