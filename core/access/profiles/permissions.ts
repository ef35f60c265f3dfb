import { registries } from '#core/kernel/index'
import { permissionGroups } from '../view/permission_groups.ts'

export interface PermissionLeaf {
  readonly name: string
  readonly title: string
  /** It only lets one see. */
  readonly isQuery: boolean
}

export interface PermissionBranch {
  readonly title: string
  readonly permissions: readonly PermissionLeaf[]
}

/** Permissions that only let one see: a query-only profile holds no other. */
export const isQueryPermission = (name: string): boolean =>
  /\.(read|view|personal_data)$/.test(name)

/** Every permission that plugins and rooms declare, by who declares it. */
export function permissionTree(): PermissionBranch[] {
  return permissionGroups(registries().permissions.names())
    .map(({ title, permissions }) => ({
      title,
      permissions: permissions.map((one) => ({ ...one, isQuery: isQueryPermission(one.name) })),
    }))
    .sort((a, b) => a.title.localeCompare(b.title, 'pt-BR'))
}
