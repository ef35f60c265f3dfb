import db from '@adonisjs/lucid/services/db'
import { type Tx, query } from '#core/database/index'
import type { KnownUser } from './types.ts'

const COLUMNS = `id, municipality_id as "municipalityId", login, email, full_name as "fullName", password,
  is_active as "isActive", blocked_at as "blockedAt", locked_until as "lockedUntil",
  attempts_from as "attemptsFrom", password_changed_at as "passwordChangedAt",
  must_change_password as "mustChangePassword"`

/** The person with that login, in any letter case; inactive ones too. */
export async function findUserByLogin(login: string): Promise<KnownUser | null> {
  const [user] = await query<KnownUser>(
    db,
    `select ${COLUMNS} from access_users where lower(login) = lower(?)`,
    [login.trim()]
  )
  return user ?? null
}

/** The person with that id; inactive ones too. */
export async function findUserById(
  id: bigint | string,
  reader: Pick<Tx, 'rawQuery'> = db
): Promise<KnownUser | null> {
  const [user] = await query<KnownUser>(
    reader,
    `select ${COLUMNS} from access_users where id = ?`,
    [id]
  )
  return user ?? null
}
