import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'payments',
  title: 'Arrecadação',
  contract: '1.0',
  requires: ['registry', 'receivables'],
  tables: [
    'payments_agents',
    'payments_agreements',
    'payments_files',
    'payments_file_lines',
    'payments_manual_settlements',
    'payments_deposits',
    'payments_agreement_types',
    'payments_direct_debit_occurrences',
    'payments_direct_debit_resend_reasons',
  ],
  events: ['payments.file_imported'],
  eventTitles: {
    'payments.file_imported': {
      title: 'Arquivo de pagamentos importado',
      fields: {
        file: { title: 'Arquivo', sample: '88' },
        agreement: { title: 'Convênio', sample: '2' },
      },
    },
  },
  permissions: {
    'payments.read': 'Ver agentes arrecadadores, convênios e arquivos de pagamento',
    'payments.write': 'Cadastrar agentes arrecadadores e convênios',
    'payments.import': 'Importar arquivos de pagamento dos bancos',
    'payments.settle': 'Baixar documentos à mão, pelo comprovante',
    'payments.deposit': 'Registrar depósitos bancários',
  },
  records: () => import('#plugins/payments/records/index'),
  lookups: () => import('#plugins/payments/lookups/index'),
  actions: () => import('#plugins/payments/actions/index'),
  jobs: () => import('#plugins/payments/jobs/index'),
  bridges: () => import('#plugins/payments/reports/bridges'),
  routes: () => import('#plugins/payments/routes'),
  endpoints: () => import('#plugins/payments/endpoints'),
  reports: () => import('#plugins/payments/reports/index'),
  widgets: () => import('#plugins/payments/widgets/index'),
  menu: [
    {
      title: 'Importar arquivo',
      path: '/payments/files/new',
      permission: 'payments.import',
      section: 'Arrecadação',
      icon: 'file-upload',
    },
    {
      title: 'Arquivos de pagamentos',
      path: '/payments/files',
      permission: 'payments.read',
      section: 'Arrecadação',
      icon: 'file-text',
    },
    {
      title: 'Baixas manuais',
      path: '/payments/manual-settlements',
      permission: 'payments.read',
      section: 'Arrecadação',
      icon: 'writing',
    },
    {
      title: 'Depósitos bancários',
      path: '/payments/deposits',
      permission: 'payments.read',
      section: 'Arrecadação',
      icon: 'building-bank',
    },
    {
      title: 'Agentes arrecadadores',
      path: '/payments/agents',
      permission: 'payments.read',
      section: 'Arrecadação',
      icon: 'building-bank',
    },
    {
      title: 'Convênios',
      path: '/payments/agreements',
      permission: 'payments.read',
      section: 'Arrecadação',
      icon: 'link',
    },
  ],
} satisfies PluginManifest<'payments'>

export default plugin
