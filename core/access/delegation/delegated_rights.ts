import db from '@adonisjs/lucid/services/db'
import type { Delegator } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

interface Row {
  readonly permission: string
  readonly delegation_id: bigint
  readonly user_id: bigint
  readonly name: string
}

/** What was lent is not lent on: the right to delegate is the only one that cannot be. */
export const mayBeDelegated = (permission: string): boolean => permission !== 'access.delegate'

/**
 * What a person may do today only because somebody lent it: nothing of what they hold themselves. A lender who loses a
 * permission, or may no longer enter, lends it no more; what was lent is not lent on.
 */
export async function lentTo(
  userId: bigint,
  own: ReadonlySet<string>,
  { today, reader = db }: { readonly today: CivilDate; readonly reader?: Pick<Tx, 'rawQuery'> }
): Promise<ReadonlyMap<string, Delegator>> {
  if (!(await hasDelegation(userId, today, reader))) return NONE
  const rows = await query<Row>(
    reader,
    `select distinct on (held.permission)
            held.permission, d.id as delegation_id, lender.id as user_id, lender.full_name as name
       from access_delegations d
       join access_users lender on lender.id = d.from_user_id and lender.is_active
       join access_user_profiles up on up.user_id = lender.id
       join access_profile_permissions held on held.profile_id = up.profile_id
      where d.to_user_id = ? and d.ended_at is null and ?::date between d.from_on and d.until_on
        and (held.permission = any(d.permissions)
             or exists (select from access_profile_permissions given
                         where given.profile_id = d.profile_id and given.permission = held.permission))
      order by held.permission, d.id`,
    [userId, today]
  )
  return new Map(
    rows
      .filter(({ permission }) => mayBeDelegated(permission) && !own.has(permission))
      .map(({ permission, delegation_id: delegationId, user_id: lender, name }) => [
        permission,
        { delegationId, userId: lender, name },
      ])
  )
}

const NONE: ReadonlyMap<string, Delegator> = new Map()

/** Asked at each request of everybody: almost nobody has one, and the query of what it lends takes long to plan. */
async function hasDelegation(
  userId: bigint,
  today: CivilDate,
  reader: Pick<Tx, 'rawQuery'>
): Promise<boolean> {
  const rows = await query(
    reader,
    `select 1 from access_delegations
      where to_user_id = ? and ended_at is null and ?::date between from_on and until_on limit 1`,
    [userId, today]
  )
  return rows.length > 0
}
