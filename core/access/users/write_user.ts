import type { ActionContext } from '#core/actions/index'
import { query } from '#core/database/index'
import { keepingSeparation } from '../duties/separation.ts'
import { errors } from '../errors.ts'
import { replacePassword } from '../passwords/new_password.ts'
import { accessPolicyWithin } from '../policy.ts'
import type { PersonInput } from './inputs.ts'
import { refusingTaken } from './user_row.ts'

/** Writes a new person with a temporary password, which they change at their first entry. @returns the id */
export async function insertUser(
  context: ActionContext,
  input: PersonInput & { readonly password: string }
): Promise<bigint> {
  const { tx, municipalityId, now } = context
  const { login, full_name: fullName, email, job_title: job, area, password } = input
  const [user] = await refusingTaken(
    () =>
      query<{ id: bigint }>(
        tx,
        `insert into access_users (municipality_id, login, email, full_name, job_title, area, created_at, updated_at)
         values (?, ?, ?, ?, ?, ?, ?, ?) returning id`,
        [municipalityId, login, email ?? null, fullName, job ?? null, area ?? null, now, now]
      ),
    () => errors.E_ACCESS_LOGIN_TAKEN({ login })
  )
  const policy = await accessPolicyWithin(tx, municipalityId, now)
  const owner = { id: user!.id, login, password: null }
  await replacePassword(tx, { owner, password, policy, isTemporary: true, now })
  return user!.id
}

export interface ProfileChange {
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/**
 * Gives a person exactly these profiles.
 * @returns the names of those added and removed
 * @throws BusinessError E_ACCESS_PROFILE, E_ACCESS_DUTIES
 */
export async function writeProfilesOf(
  context: ActionContext,
  userId: bigint,
  wanted: readonly number[]
): Promise<ProfileChange> {
  const { tx } = context
  const profiles = await query<{ id: bigint; name: string; has: boolean }>(
    tx,
    `select p.id, p.name, up.user_id is not null as has from access_profiles p
       left join access_user_profiles up on up.profile_id = p.id and up.user_id = ? order by p.name`,
    [userId]
  )
  const ids = new Set(wanted.map(BigInt))
  for (const id of ids) {
    if (!profiles.some((profile) => profile.id === id)) throw errors.E_ACCESS_PROFILE({ id })
  }
  const added = profiles.filter(({ id, has }) => ids.has(id) && !has)
  const removed = profiles.filter(({ id, has }) => !ids.has(id) && has)
  await keepingSeparation(context, [userId], async () => {
    await query(
      tx,
      'delete from access_user_profiles where user_id = ? and profile_id = any(?::bigint[])',
      [userId, removed.map(({ id }) => id)]
    )
    await query(
      tx,
      'insert into access_user_profiles (user_id, profile_id) select ?, unnest(?::bigint[])',
      [userId, added.map(({ id }) => id)]
    )
  })
  return { added: added.map(({ name }) => name), removed: removed.map(({ name }) => name) }
}
