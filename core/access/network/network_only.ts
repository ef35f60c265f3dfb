import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import type { KnownUser } from '../sign_in/types.ts'
import { directorySettings, localPasswordProfiles, openIdSettings } from './settings.ts'

/** Whether a person was linked to an account of the network that is still in use. */
export async function isLinked({ id, municipalityId }: KnownUser): Promise<boolean> {
  const [directory, openid] = await Promise.all([
    directorySettings(municipalityId),
    openIdSettings(municipalityId),
  ])
  const rows = await query(
    db,
    `select 1 from access_identities
      where user_id = ? and ((source = 'directory' and issuer = ?) or (source = 'openid' and issuer = ?))`,
    [id, directory?.url ?? null, openid?.issuer ?? null]
  )
  return rows.length > 0
}

/** Whether a person may enter with a password kept here: who is linked to the network may not, but for emergencies. */
export async function keepsLocalPassword(user: KnownUser): Promise<boolean> {
  if (!(await isLinked(user))) return true
  const profiles = await localPasswordProfiles(user.municipalityId)
  const rows = await query(
    db,
    `select 1 from access_user_profiles up join access_profiles p on p.id = up.profile_id
      where up.user_id = ? and p.code = any(?::text[]) limit 1`,
    [user.id, profiles]
  )
  return rows.length > 0
}
