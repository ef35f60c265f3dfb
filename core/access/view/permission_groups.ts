import { registries } from '#core/kernel/index'

const KERNEL: Readonly<Record<string, string>> = {
  access: 'Usuários e acessos',
  actions: 'Ordens de serviço automáticas',
  alerts: 'Alertas',
  calendar: 'Calendários',
  audit: 'Auditoria',
  configuration: 'Configuração',
  jobs: 'Execuções',
  files: 'Arquivos',
  messaging: 'Mensagens',
  monitoring: 'Monitoramento',
  records: 'Listas e planilhas',
  reports: 'Fechamento',
  system: 'Módulos',
  webhooks: 'Avisos a outros sistemas',
}

export interface PermissionGroup {
  readonly title: string
  readonly permissions: readonly { readonly name: string; readonly title: string }[]
}

/** Permissions by the module that declares them, as people choose among them. */
export function permissionGroups(names: Iterable<string>): PermissionGroup[] {
  const { plugins, permissions } = registries()
  const groups = new Map<string, { name: string; title: string }[]>()
  for (const name of names) {
    const title = permissions.find(name)
    if (title === undefined) continue
    const prefix = name.split('.')[0]!
    const module =
      plugins.find((plugin) => plugin.name === prefix)?.title ?? KERNEL[prefix] ?? prefix
    groups.set(module, [...(groups.get(module) ?? []), { name, title }])
  }
  return [...groups].map(([title, list]) => ({ title, permissions: list }))
}
