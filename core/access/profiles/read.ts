import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'

export interface ProfileRow {
  readonly id: bigint
  readonly code: string
  readonly name: string
  readonly description: string
  readonly isQueryOnly: boolean
  readonly permissions: readonly string[]
  readonly users: number
}

const SELECT = `select p.id, p.code, p.name, p.description, p.is_query_only as "isQueryOnly",
    array(select permission from access_profile_permissions where profile_id = p.id) as permissions,
    (select count(*)::int from access_user_profiles up join access_users u on u.id = up.user_id
      where up.profile_id = p.id and u.is_active) as users
  from access_profiles p`

/** Every profile of the installation by name. */
export const listProfiles = (): Promise<ProfileRow[]> =>
  query<ProfileRow>(db, `${SELECT} order by p.name`)

export async function readProfile(id: string): Promise<ProfileRow | null> {
  const [profile] = await query<ProfileRow>(db, `${SELECT} where p.id = ?`, [id])
  return profile ?? null
}

/** Every profile by its code, for choices. */
export const profileNames = (): Promise<{ readonly value: string; readonly title: string }[]> =>
  query(db, 'select code as value, name as title from access_profiles order by name')
