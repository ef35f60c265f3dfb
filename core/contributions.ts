import type { CoreContributions } from '#core/kernel/index'
import { lookupRecord } from '#core/records/lookups/lookup_record'

/** What the kernel's own rooms contribute: the same kinds of data that a plugin gives. */
export const coreContributions: CoreContributions = {
  permissions: {
    'configuration.read': 'Ver a configuração e suas versões',
    'configuration.edit': 'Escrever versões de configuração e enviá-las para aprovação',
    'configuration.approve': 'Aprovar versões de configuração escritas por outra pessoa',
    'jobs.read': 'Ver as execuções em lote',
    'jobs.run': 'Iniciar e cancelar execuções em lote',
    'jobs.schedule': 'Agendar execuções em lote',
    'messaging.read': 'Ver as mensagens enviadas a pessoas',
    'messaging.resend': 'Reenviar mensagens e liberar endereços',
    'alerts.manage': 'Definir alertas e quem é avisado de falhas',
    'webhooks.manage': 'Administrar avisos de eventos a outros sistemas',
    'monitoring.view': 'Ver uso, desempenho e capacidade da instalação',
    'audit.read': 'Ver a trilha de auditoria',
    'reports.read': 'Ver as conferências do fechamento',
    'records.tables': 'Ver a lista das tabelas auxiliares',
    'access.manage': 'Administrar usuários e perfis',
    'records.read':
      'Guardar as próprias visões de lista, exportar e agir em lote no que pode ver e mudar',
    'records.share_views': 'Compartilhar visões de lista com as outras pessoas',
    'system.read': 'Ver os módulos instalados e o que cada um oferece',
  },
  kinds: () => import('#core/contributed_kinds'),
  parameters: () => import('#core/contributed_parameters'),
  actions: () => import('#core/contributed_actions'),
  jobs: () => import('#core/contributed_jobs'),
  recordOfLookup: lookupRecord,
  menu: [
    {
      title: 'Conferências',
      path: '/bridges',
      permission: 'reports.read',
      section: 'Fechamento',
      icon: 'scale',
    },
    {
      title: 'Tabelas',
      path: '/tables',
      permission: 'records.tables',
      section: 'Sistema',
      icon: 'table',
    },
    {
      title: 'Configuração',
      path: '/configuration',
      permission: 'configuration.read',
      section: 'Sistema',
      icon: 'settings',
    },
    {
      title: 'Execuções',
      path: '/jobs',
      permission: 'jobs.read',
      section: 'Sistema',
      icon: 'player-play',
    },
    {
      title: 'Auditoria',
      path: '/audit',
      permission: 'audit.read',
      section: 'Sistema',
      icon: 'shield-check',
    },
    {
      title: 'Módulos',
      path: '/plugins',
      permission: 'system.read',
      section: 'Sistema',
      icon: 'puzzle',
    },
  ],
}
