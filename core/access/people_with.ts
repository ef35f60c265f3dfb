import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'

/** Active people of a municipality who hold a permission by a profile of their own, by name. Delegations are not counted. */
export function peopleWith(
  municipalityId: bigint,
  permission: string
): Promise<{ readonly id: bigint; readonly name: string }[]> {
  return query(
    db,
    `select distinct u.id, u.full_name as name from access_users u
       join access_user_profiles up on up.user_id = u.id
       join access_profile_permissions p on p.profile_id = up.profile_id and p.permission = ?
      where u.municipality_id = ? and u.is_active order by name`,
    [permission, municipalityId]
  )
}
