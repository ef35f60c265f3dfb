import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'bureaus',
  title: 'Negativação e protesto',
  contract: '1.0',
  requires: ['registry', 'receivables', 'billing'],
  tables: [
    'bureaus_bureaus',
    'bureaus_lots',
    'bureaus_left_out',
    'bureaus_listings',
    'bureaus_debts',
    'bureaus_movements',
    'bureaus_files',
    'bureaus_return_lines',
    'bureaus_notices',
    'bureaus_notice_debts',
    'bureaus_layout_checks',
  ],
  events: [],
  permissions: {
    'bureaus.read': 'Ver registros, movimentos e arquivos do SPC, da SERASA e de protesto',
    'bureaus.notify': 'Emitir avisos prévios de negativação e registrar o seu envio',
    'bureaus.simulate': 'Gerar e desfazer lotes simulados de negativação',
    'bureaus.decide': 'Efetivar lotes de negativação e protesto',
    'bureaus.send': 'Gerar e baixar arquivos dos órgãos, importar retornos e registrar protocolos',
    'bureaus.exclude': 'Retirar débitos e registros dos órgãos',
    'bureaus.configure': 'Manter os órgãos de proteção ao crédito e os seus contratos',
    'bureaus.personal_data': 'Ver as linhas dos retornos como vieram',
  },
  records: () => import('#plugins/bureaus/records/index'),
  kinds: () => import('#plugins/bureaus/configuration/kinds'),
  parameters: () => import('#plugins/bureaus/configuration/parameters'),
  decisions: () => import('#plugins/bureaus/decisions/index'),
  documents: () => import('#plugins/bureaus/documents/index'),
  actions: () => import('#plugins/bureaus/actions/index'),
  participants: () => import('#plugins/bureaus/participants/index'),
  jobs: () => import('#plugins/bureaus/jobs/index'),
  reports: () => import('#plugins/bureaus/reports/index'),
  panels: () => import('#plugins/bureaus/panels/index'),
  timelines: () => import('#plugins/bureaus/panels/timeline'),
  routes: () => import('#plugins/bureaus/routes'),
  tabs: [
    {
      ...{ on: 'registry.customers', place: 60, title: 'Negativação e protesto' },
      ...{ record: 'bureaus.debts', foreignKey: 'customer_id' },
    },
  ],
  menu: [
    {
      ...{ title: 'Negativação e protesto', path: '/bureaus/desk', permission: 'bureaus.read' },
      ...{ section: 'Negativação', icon: 'shield-check' },
    },
    {
      ...{ title: 'Avisos prévios', path: '/bureaus/notices', permission: 'bureaus.read' },
      ...{ section: 'Negativação', icon: 'mail' },
    },
    {
      ...{ title: 'Lotes de negativação', path: '/bureaus/lots', permission: 'bureaus.read' },
      ...{ section: 'Negativação', icon: 'list-details' },
    },
    {
      ...{ title: 'Débitos negativados', path: '/bureaus/debts', permission: 'bureaus.read' },
      ...{ section: 'Negativação', icon: 'receipt' },
    },
    {
      ...{ title: 'Movimentos em órgãos', path: '/bureaus/movements', permission: 'bureaus.read' },
      ...{ section: 'Negativação', icon: 'arrows-exchange' },
    },
    {
      ...{ title: 'Arquivos de órgãos', path: '/bureaus/files', permission: 'bureaus.read' },
      ...{ section: 'Negativação', icon: 'folder' },
    },
  ],
} satisfies PluginManifest<'bureaus'>

export default plugin
