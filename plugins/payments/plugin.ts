import type { PluginManifest } from '#core/kernel/index'

const plugin = {
  name: 'payments',
  title: 'Arrecadação',
  contract: '1.0',
  requires: ['receivables'],
  tables: ['payments_agents', 'payments_agreements', 'payments_files', 'payments_file_lines'],
  events: ['payments.file_imported'],
  permissions: {
    'payments.read': 'Ver agentes arrecadadores, convênios e arquivos de pagamento',
    'payments.write': 'Cadastrar agentes arrecadadores e convênios',
    'payments.import': 'Importar arquivos de pagamento dos bancos',
  },
} satisfies PluginManifest<'payments'>

export default plugin
