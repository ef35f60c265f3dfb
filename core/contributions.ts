import type { CoreContributions } from '#core/kernel/index'

/** What the kernel's own rooms contribute: the same kinds of data that a plugin gives. */
export const coreContributions: CoreContributions = {
  permissions: {
    'configuration.read': 'Ver a configuração e suas versões',
    'configuration.edit': 'Escrever versões de configuração e enviá-las para aprovação',
    'configuration.approve': 'Aprovar versões de configuração escritas por outra pessoa',
    'jobs.read': 'Ver as execuções em lote',
    'jobs.run': 'Iniciar e cancelar execuções em lote',
    'audit.read': 'Ver a trilha de auditoria',
    'reports.read': 'Ver as conferências do fechamento',
    'access.manage': 'Administrar usuários e perfis',
  },
  kinds: () => import('#core/configuration/kinds'),
  parameters: () => import('#core/contributed_parameters'),
  actions: () => import('#core/contributed_actions'),
  menu: [
    {
      title: 'Conferências',
      path: '/bridges',
      permission: 'reports.read',
      section: 'Fechamento',
      icon: 'scale',
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
  ],
}
