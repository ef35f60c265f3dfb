import type { ActionContext } from '#core/actions/index'
import { parameterWithin } from '#core/configuration/index'
import { query } from '#core/database/index'
import { type ProfileChange, writeProfilesOf } from '../users/write_user.ts'

export const DIRECT_GRANTING = 'access.direct_granting'

/** What became of a change of somebody's profiles. */
export interface Granted extends ProfileChange {
  /** Names of the profiles that wait for somebody else's decision. */
  readonly asked: readonly string[]
}

/** Whether who administers users gives profiles at once; otherwise each waits for somebody else. */
export const grantsDirectly = ({
  tx,
  municipalityId,
}: Pick<ActionContext, 'tx' | 'municipalityId'>): Promise<boolean> =>
  parameterWithin<boolean>(tx, { key: DIRECT_GRANTING, municipalityId })

/**
 * Gives a person exactly these profiles: what is taken away goes at once, what is added only where the utility grants
 * directly; otherwise a request is opened for each.
 * @throws BusinessError E_ACCESS_PROFILE, E_ACCESS_DUTIES
 */
export async function grantProfiles(
  context: ActionContext,
  user: bigint,
  wanted: readonly number[]
): Promise<Granted> {
  if (await grantsDirectly(context)) {
    return { ...(await writeProfilesOf(context, user, wanted)), asked: [] }
  }
  const held = await profilesOf(context, user)
  const change = await writeProfilesOf(
    context,
    user,
    wanted.filter((id) => held.has(BigInt(id)))
  )
  const added = wanted.map(BigInt).filter((id) => !held.has(id))
  return { ...change, asked: await openRequests(context, user, added) }
}

/** Everything that a person may do goes; @returns the profiles that they had. */
export async function takeProfiles({ tx }: Pick<ActionContext, 'tx'>, user: bigint) {
  const taken = await query<{ id: bigint }>(
    tx,
    'delete from access_user_profiles where user_id = ? returning profile_id as id',
    [user]
  )
  return taken.map(({ id }) => id)
}

export async function profilesOf({ tx }: Pick<ActionContext, 'tx'>, user: bigint) {
  const rows = await query<{ id: bigint }>(
    tx,
    'select profile_id as id from access_user_profiles where user_id = ?',
    [user]
  )
  return new Set(rows.map(({ id }) => id))
}

/** One request for each profile that has none waiting. @returns the names of all that are asked for */
export async function openRequests(
  { tx, actor, municipalityId, now, reason }: ActionContext,
  user: bigint,
  profiles: readonly bigint[]
): Promise<string[]> {
  await query(
    tx,
    `insert into access_profile_requests
       (municipality_id, user_id, profile_id, profile_name, reason, requested_by, requested_at)
     select ?, ?, id, name, ?, ?, ? from access_profiles where id = any(?::bigint[]) order by name
     on conflict (user_id, profile_id) where status = 'requested' do nothing`,
    [municipalityId, user, reason, actor.userId, now, profiles.map(String)]
  )
  const rows = await query<{ name: string }>(
    tx,
    'select name from access_profiles where id = any(?::bigint[]) order by name',
    [profiles.map(String)]
  )
  return rows.map(({ name }) => name)
}
