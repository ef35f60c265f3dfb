import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'billing',
  title: 'Faturamento',
  contract: '1.0',
  requires: ['registry', 'readings', 'tariffs', 'receivables'],
  tables: [
    'billing_runs',
    'billing_group_months',
    'billing_invoices',
    'billing_invoice_holds',
    'billing_charges',
    'billing_parked',
  ],
  events: ['billing.group_billed'],
  permissions: {
    'billing.read': 'Ver faturas e rodadas de faturamento',
    'billing.run': 'Faturar grupos',
  },
} satisfies PluginManifest<'billing'>

export default plugin
