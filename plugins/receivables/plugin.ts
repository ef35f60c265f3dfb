import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'receivables',
  title: 'Contas a receber',
  contract: '1.0',
  requires: ['registry'],
  tables: [
    'receivables_beneficiaries',
    'receivables_charge_types',
    'receivables_items',
    'receivables_documents',
    'receivables_document_items',
    'receivables_receipts',
    'receivables_advices',
    'receivables_settlements',
    'receivables_credits',
    'receivables_credit_uses',
    'receivables_pending_charges',
    'receivables_charging_types',
    'receivables_release_reasons',
    'receivables_compensation_reasons',
  ],
  events: [],
  permissions: {
    'receivables.read': 'Ver débitos, documentos, recebimentos e créditos',
    'receivables.write': 'Cadastrar tipos de cobrança e motivos de compensação',
    'receivables.issue': 'Emitir segunda via de documentos',
  },
  records: () => import('#plugins/receivables/records/index'),
  lookups: () => import('#plugins/receivables/lookups/index'),
  parameters: () => import('#plugins/receivables/configuration/parameters'),
  decisions: () => import('#plugins/receivables/decisions/index'),
  participants: () => import('#plugins/receivables/participants/index'),
  panels: () => import('#plugins/receivables/panels/index'),
  tabs: [
    {
      on: 'registry.premises',
      place: 30,
      title: 'Débitos',
      record: 'receivables.items',
      foreignKey: 'premise_id',
    },
  ],
  actions: () => import('#plugins/receivables/actions/index'),
  bridges: () => import('#plugins/receivables/bridges/index'),
  menu: [
    {
      title: 'Débitos',
      path: '/receivables/items',
      permission: 'receivables.read',
      section: 'Arrecadação',
      icon: 'receipt',
    },
    {
      title: 'Documentos de pagamento',
      path: '/receivables/documents',
      permission: 'receivables.read',
      section: 'Arrecadação',
      icon: 'file-invoice',
    },
    {
      title: 'Recebimentos',
      path: '/receivables/receipts',
      permission: 'receivables.read',
      section: 'Arrecadação',
      icon: 'cash',
    },
    {
      title: 'Créditos',
      path: '/receivables/credits',
      permission: 'receivables.read',
      section: 'Arrecadação',
      icon: 'arrow-back-up',
    },
  ],
} satisfies PluginManifest<'receivables'>

export default plugin
