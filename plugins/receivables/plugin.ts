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
  ],
  events: [],
  permissions: {
    'receivables.read': 'Ver débitos, documentos, recebimentos e créditos',
    'receivables.issue': 'Emitir segunda via de documentos',
  },
} satisfies PluginManifest<'receivables'>

export default plugin
