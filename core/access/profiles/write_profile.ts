import type { ActionContext } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { keepingSeparation } from '../duties/separation.ts'
import { errors } from '../errors.ts'
import { isQueryPermission } from './permissions.ts'

/** What a profile gained and lost. */
export interface Change {
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/** @throws BusinessError E_ACCESS_PERMISSION, E_ACCESS_QUERY_ONLY */
export function checkPermissions(permissions: readonly string[], isQueryOnly: boolean): void {
  const known = registries().permissions
  for (const name of permissions) if (!known.find(name)) throw errors.E_ACCESS_PERMISSION({ name })
  const wrong = isQueryOnly ? permissions.filter((name) => !isQueryPermission(name)) : []
  if (!wrong.length) return
  const titles = wrong.map((name) => known.get(name)).join('; ')
  throw errors.E_ACCESS_QUERY_ONLY({ names: wrong.join(', '), titles })
}

/** @throws BusinessError E_ACCESS_PROFILE when there is none */
export async function lockProfile({ tx }: ActionContext, id: number | bigint) {
  const [profile] = await query<{
    id: bigint
    name: string
    description: string
    isQueryOnly: boolean
  }>(
    tx,
    `select id, name, description, is_query_only as "isQueryOnly" from access_profiles where id = ? for update`,
    [id]
  )
  if (!profile) throw errors.E_ACCESS_PROFILE({ id })
  return profile
}

export async function permissionsOf(tx: Tx, id: bigint): Promise<string[]> {
  const rows = await query<{ permission: string }>(
    tx,
    'select permission from access_profile_permissions where profile_id = ?',
    [id]
  )
  return rows.map(({ permission }) => permission)
}

/** Gives a profile exactly these permissions, and checks everybody who has it. */
export async function writePermissions(
  context: ActionContext,
  id: bigint,
  permissions: readonly string[]
): Promise<Change> {
  const { tx } = context
  const users = await query<{ id: bigint }>(
    tx,
    'select user_id as id from access_user_profiles where profile_id = ?',
    [id]
  )
  const before = await permissionsOf(tx, id)
  const added = permissions.filter((name) => !before.includes(name))
  const removed = before.filter((name) => !permissions.includes(name))
  await keepingSeparation(
    context,
    users.map((user) => user.id),
    async () => {
      await query(
        tx,
        'delete from access_profile_permissions where profile_id = ? and permission = any(?::text[])',
        [id, removed]
      )
      await query(
        tx,
        'insert into access_profile_permissions (profile_id, permission) select ?, unnest(?::text[])',
        [id, added]
      )
    }
  )
  return { added, removed }
}
