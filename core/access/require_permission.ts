import { registries } from '#core/kernel/index'
import { errors } from './errors.ts'

interface Person {
  readonly name: string
  readonly permissions: ReadonlySet<string>
}

/**
 * Refuses who lacks a permission, naming it as people know it.
 * @param fallback what it is called where no plugin that is on declares it
 * @throws BusinessError E_ACCESS_DENIED
 */
export function requirePermission(
  { name, permissions }: Person,
  permission: string,
  fallback = permission
): void {
  if (permissions.has(permission)) return
  const title = registries().permissions.find(permission) ?? fallback
  throw errors.E_ACCESS_DENIED({ user: name, permission, title })
}
