import type { PluginManifest } from '#core/kernel/index'

const SECTION = 'Dívida ativa'

const plugin = {
  name: 'debt_register',
  title: 'Dívida ativa',
  contract: '1.0',
  requires: ['registry', 'receivables', 'billing'],
  tables: [
    'debt_register_counters',
    'debt_register_processes',
    'debt_register_process_steps',
    'debt_register_proposals',
    'debt_register_left_out',
    'debt_register_terms',
    'debt_register_entries',
    'debt_register_books',
    'debt_register_papers',
    'debt_register_paper_entries',
    'debt_register_court_cases',
    'debt_register_operations',
    'debt_register_prescription_events',
    'debt_register_court_situations',
  ],
  events: [],
  permissions: {
    'debt_register.read': 'Ver a dívida ativa',
    'debt_register.propose': 'Propor inscrições e conduzir processos de dívida ativa',
    'debt_register.approve': 'Aprovar ou recusar termos de inscrição que outra pessoa propôs',
    'debt_register.issue': 'Gerar livros, notificações, certidões e termos de confissão',
    'debt_register.operate': 'Baixar, cancelar, reabrir e excluir lançamentos inscritos',
    'debt_register.court': 'Registrar e acompanhar execuções',
    'debt_register.configure': 'Manter as situações de execução',
  },
  records: () => import('#plugins/debt_register/records/index'),
  lookups: () => import('#plugins/debt_register/lookups/index'),
  parameters: () => import('#plugins/debt_register/configuration/parameters'),
  documents: () => import('#plugins/debt_register/documents/index'),
  actions: () => import('#plugins/debt_register/actions/index'),
  participants: () => import('#plugins/debt_register/participants/index'),
  jobs: () => import('#plugins/debt_register/jobs/index'),
  panels: () => import('#plugins/debt_register/panels/index'),
  timelines: () => import('#plugins/debt_register/panels/timeline'),
  reports: () => import('#plugins/debt_register/reports/index'),
  routes: () => import('#plugins/debt_register/routes'),
  tabs: [
    {
      ...{ on: 'registry.premises', place: 58, title: 'Dívida ativa' },
      ...{ record: 'debt_register.entries', foreignKey: 'premise_id' },
    },
    {
      ...{ on: 'registry.premises', place: 59, title: 'Documentos da dívida ativa' },
      ...{ record: 'debt_register.papers', foreignKey: 'premise_id' },
    },
    {
      ...{ on: 'registry.customers', place: 58, title: 'Dívida ativa' },
      ...{ record: 'debt_register.entries', foreignKey: 'debtor_id' },
    },
    {
      ...{ on: 'registry.customers', place: 59, title: 'Documentos da dívida ativa' },
      ...{ record: 'debt_register.papers', foreignKey: 'debtor_id' },
    },
  ],
  menu: [
    {
      ...{ title: 'Propor inscrição', path: '/debt-register/propose', section: SECTION },
      ...{ permission: 'debt_register.propose', icon: 'file-text' },
    },
    {
      ...{ title: 'Propostas de inscrição', path: '/debt-register/proposals', section: SECTION },
      ...{ permission: 'debt_register.read', icon: 'list' },
    },
    {
      ...{ title: 'Termos de inscrição', path: '/debt-register/terms', section: SECTION },
      ...{ permission: 'debt_register.read', icon: 'clipboard-check' },
    },
    {
      ...{ title: 'Lançamentos inscritos', path: '/debt-register/entries', section: SECTION },
      ...{ permission: 'debt_register.read', icon: 'scale' },
    },
    {
      ...{ title: 'Livros', path: '/debt-register/books', section: SECTION },
      ...{ permission: 'debt_register.read', icon: 'books' },
    },
    {
      ...{ title: 'Notificações e certidões', path: '/debt-register/papers', section: SECTION },
      ...{ permission: 'debt_register.read', icon: 'message' },
    },
    {
      ...{ title: 'Processos', path: '/debt-register/processes', section: SECTION },
      ...{ permission: 'debt_register.read', icon: 'archive' },
    },
    {
      ...{ title: 'Execuções', path: '/debt-register/court-cases', section: SECTION },
      ...{ permission: 'debt_register.read', icon: 'alert-triangle' },
    },
  ],
} satisfies PluginManifest<'debt_register'>

export default plugin
