import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'certificates',
  title: 'Certidões de débitos',
  contract: '1.0',
  requires: ['registry', 'receivables', 'billing'],
  tables: [
    'certificates_certificates',
    'certificates_debts',
    'certificates_sendings',
    'certificates_clearances',
  ],
  events: [],
  permissions: {
    'certificates.read': 'Ver as certidões de débitos emitidas e os seus envios',
    'certificates.issue': 'Emitir certidões de débitos e enviá-las',
    'certificates.personal_data': 'Ver os endereços para onde as certidões foram',
    'certificates.cancel': 'Cancelar certidões de débitos',
  },
  records: () => import('#plugins/certificates/records/index'),
  parameters: () => import('#plugins/certificates/configuration/parameters'),
  documents: () => import('#plugins/certificates/documents/index'),
  messages: () => import('#plugins/certificates/messages/index'),
  jobs: () => import('#plugins/certificates/jobs/index'),
  actions: () => import('#plugins/certificates/actions/index'),
  participants: () => import('#plugins/certificates/participants/index'),
  panels: () => import('#plugins/certificates/panels/index'),
  reports: () => import('#plugins/certificates/reports/index'),
  routes: () => import('#plugins/certificates/routes'),
  tabs: [
    {
      ...{ on: 'registry.premises', place: 43, title: 'Certidões' },
      ...{ record: 'certificates.certificates', foreignKey: 'premise_id' },
    },
    {
      ...{ on: 'registry.premises', place: 44, title: 'Declarações de quitação' },
      ...{ record: 'certificates.clearances', foreignKey: 'premise_id' },
    },
    {
      ...{ on: 'registry.customers', place: 43, title: 'Certidões' },
      ...{ record: 'certificates.certificates', foreignKey: 'customer_id' },
    },
  ],
  menu: [
    {
      ...{ title: 'Certidões de débitos', path: '/certificates/certificates' },
      ...{ permission: 'certificates.read', section: 'Contas a receber', icon: 'shield-check' },
    },
    {
      ...{ title: 'Declarações de quitação', path: '/certificates/annual' },
      ...{ permission: 'certificates.issue', section: 'Contas a receber', icon: 'file-check' },
    },
  ],
} satisfies PluginManifest<'certificates'>

export default plugin
