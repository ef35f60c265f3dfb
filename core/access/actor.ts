import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'

/** Who the session's user is and may do, read at each request so that a lost permission takes effect at once. */
export async function actorOfUser(userId: bigint): Promise<Actor | null> {
  const { rows } = await db.rawQuery(
    `select u.id, u.full_name, u.municipality_id,
            coalesce(array_agg(distinct p.permission) filter (where p.permission is not null), '{}') as permissions
       from access_users u
       left join access_user_profiles up on up.user_id = u.id
       left join access_profile_permissions p on p.profile_id = up.profile_id
      where u.id = ? and u.is_active
      group by u.id`,
    [userId]
  )
  const row = rows[0] as
    { id: bigint; full_name: string; municipality_id: bigint; permissions: string[] } | undefined
  if (!row) return null
  return {
    userId: row.id,
    name: row.full_name,
    municipalityId: row.municipality_id,
    permissions: new Set(row.permissions),
  }
}

const EVERYTHING: ReadonlySet<string> = Object.freeze({
  ...new Set<string>(),
  has: () => true,
}) as unknown as ReadonlySet<string>

/** The system itself, for commands and scheduled work on the machine: it may do everything and is named in the trail. */
export function systemActor(municipalityId: bigint, name = 'Sistema'): Actor {
  return { userId: null, name, municipalityId, permissions: EVERYTHING }
}
