import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'debits',
  title: 'Débito em conta',
  contract: '1.0',
  requires: ['registry', 'receivables', 'billing', 'payments'],
  tables: [
    'debits_terms',
    'debits_enrolments',
    'debits_registrations',
    'debits_orders',
    'debits_remittances',
    'debits_sendings',
  ],
  events: [],
  permissions: {
    'debits.read': 'Ver opções, faturas, remessas e retornos de débito em conta',
    'debits.enrol': 'Registrar e encerrar opções de débito em conta; identificar as do banco',
    'debits.send': 'Gerar, baixar e registrar o envio de remessas de débito',
    'debits.resend': 'Mandar de novo ao banco, e cancelar, o débito de uma fatura',
    'debits.configure': 'Manter as condições dos convênios de débito',
  },
  records: () => import('#plugins/debits/records/index'),
  archives: () => import('#plugins/debits/configuration/archives'),
  parameters: () => import('#plugins/debits/configuration/parameters'),
  actions: () => import('#plugins/debits/actions/index'),
  jobs: () => import('#plugins/debits/jobs/index'),
  participants: () => import('#plugins/debits/participants/index'),
  panels: () => import('#plugins/debits/panels/index'),
  reports: () => import('#plugins/debits/reports/index'),
  routes: () => import('#plugins/debits/routes'),
  tabs: [
    {
      ...{ on: 'registry.premises', place: 48, title: 'Débito em conta' },
      ...{ record: 'debits.enrolments', foreignKey: 'premise_id' },
    },
  ],
  menu: [
    {
      title: 'Débito em conta',
      path: '/debits/sending',
      permission: 'debits.read',
      section: 'Débito em conta',
      icon: 'credit-card',
    },
    {
      title: 'Opções de débito em conta',
      path: '/debits/enrolments',
      permission: 'debits.read',
      section: 'Débito em conta',
      icon: 'users',
    },
    {
      title: 'Cadastros do banco a identificar',
      path: '/debits/registrations?state=unidentified',
      permission: 'debits.read',
      section: 'Débito em conta',
      icon: 'search',
    },
    {
      title: 'Faturas em débito em conta',
      path: '/debits/orders',
      permission: 'debits.read',
      section: 'Débito em conta',
      icon: 'receipt',
    },
    {
      title: 'Remessas de débitos',
      path: '/debits/remittances',
      permission: 'debits.read',
      section: 'Débito em conta',
      icon: 'send',
    },
  ],
} satisfies PluginManifest<'debits'>

export default plugin
