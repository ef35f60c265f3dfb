import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { endSessionsOf } from '../sessions/open_session.ts'

interface Leaving {
  readonly userId: bigint
  readonly by: bigint | null
  readonly now: Date
}

/** Nothing of a person's access is left: they enter no more, hold no profile and wait for none. */
export async function leave(tx: Tx, { userId, by, now }: Leaving): Promise<void> {
  await query(tx, 'update access_users set is_active = false, updated_at = ? where id = ?', [
    now,
    userId,
  ])
  await query(tx, 'delete from access_user_profiles where user_id = ?', [userId])
  await query(
    tx,
    `update access_profile_requests
        set status = 'refused', decided_by = ?, decided_at = ?, decision_reason = 'Acesso encerrado'
      where user_id = ? and status = 'requested'`,
    [by, now, userId]
  )
  await endSessionsOf(tx, { userId, reason: 'deactivated', by })
}

export interface DueLeaver {
  readonly id: bigint
  readonly name: string
  readonly login: string
  /** Whether their last day came; otherwise they did not enter for so long. */
  readonly isLeaving: boolean
}

/**
 * Whose access ends today: those whose last day came, and those who entered neither by themselves nor with a key for so many
 * days (0: never). The last who administers users stays, however long they were away.
 */
export const dueLeavers = (
  tx: Pick<Tx, 'rawQuery'>,
  {
    municipalityId,
    today,
    idleDays,
  }: {
    readonly municipalityId: bigint
    readonly today: CivilDate
    readonly idleDays: number
  }
): Promise<DueLeaver[]> =>
  query<DueLeaver>(
    tx,
    `with people as (
       select u.id, u.full_name as name, u.login, coalesce(u.leaves_on <= ?::date, false) as leaving,
              greatest(u.last_login_at, u.created_at, u.password_changed_at,
                       (select max(t.last_used_at) from access_tokens t where t.user_id = u.id)) as seen,
              exists (select from access_user_profiles up
                        join access_profile_permissions p on p.profile_id = up.profile_id
                       where up.user_id = u.id and p.permission = 'access.manage') as manages
         from access_users u where u.municipality_id = ? and u.is_active
     ), judged as (
       select *, leaving or (?::int > 0 and seen < ?::date - ?::int) as due from people
     )
     select id, name, login, leaving as "isLeaving" from judged
      where due and (not manages or exists (select from judged other where other.manages and not other.due)
             or id <> (select id from judged where manages order by leaving, seen desc, id limit 1))
      order by id`,
    [today, municipalityId, idleDays, today, idleDays]
  )
