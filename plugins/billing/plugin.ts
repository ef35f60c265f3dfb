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
    'billing_cancellation_reasons',
    'billing_issue_reasons',
    'billing_situation_reasons',
  ],
  events: ['billing.group_billed'],
  eventTitles: {
    'billing.group_billed': {
      title: 'Grupo faturado',
      fields: {
        run: { title: 'Rodada', sample: '41' },
        billing_group: { title: 'Grupo', sample: '3' },
        reference: { title: 'Mês de referência', sample: '2026-11' },
        round: { title: 'Vez no mês', type: 'decimal', sample: '1' },
        invoices: { title: 'Faturas', type: 'decimal', sample: '512' },
        total_cents: { title: 'Total em centavos', type: 'decimal', sample: '4821990' },
      },
    },
  },
  permissions: {
    'billing.read': 'Ver faturas e rodadas de faturamento',
    'billing.print': 'Imprimir faturas: a primeira impressão fica guardada como saiu',
    'billing.run': 'Faturar grupos',
    'billing.write': 'Cadastrar motivos de cancelamento, emissão e situação de faturas',
  },
  records: () => import('#plugins/billing/records/index'),
  lookups: () => import('#plugins/billing/lookups/index'),
  parameters: () => import('#plugins/billing/configuration/parameters'),
  documents: () => import('#plugins/billing/documents/index'),
  actions: () => import('#plugins/billing/actions/index'),
  panels: () => import('#plugins/billing/panels/index'),
  tabs: [
    {
      on: 'registry.premises',
      place: 10,
      title: 'Faturas',
      record: 'billing.invoices',
      foreignKey: 'premise_id',
    },
    {
      on: 'registry.customers',
      place: 10,
      title: 'Faturas',
      record: 'billing.invoices',
      foreignKey: 'debtor_id',
    },
  ],
  results: () => import('#plugins/billing/configuration/results'),
  populations: () => import('#plugins/billing/configuration/populations'),
  closings: () => import('#plugins/billing/configuration/closings'),
  participants: () => import('#plugins/billing/participants/index'),
  jobs: () => import('#plugins/billing/jobs/index'),
  bridges: () => import('#plugins/billing/bridges/index'),
  reports: () => import('#plugins/billing/reports/index'),
  widgets: () => import('#plugins/billing/widgets/index'),
  routes: () => import('#plugins/billing/routes'),
  menu: [
    {
      title: 'Faturas',
      path: '/billing/invoices',
      permission: 'billing.read',
      section: 'Faturamento',
      icon: 'file-invoice',
    },
    {
      title: 'Rodadas de faturamento',
      path: '/billing/runs',
      permission: 'billing.read',
      section: 'Faturamento',
      icon: 'player-play',
    },
  ],
} satisfies PluginManifest<'billing'>

export default plugin
