import { inForceWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { todayIn } from '../municipality.ts'
import { conflictsOf, pairKey, pairText } from './conflicts.ts'
import { DUTIES_KEY, DUTIES_KIND } from './kind.ts'
import type { DutiesMatrix, FoundConflict } from './types.ts'

interface Circumstances {
  readonly tx: Tx
  readonly municipalityId: bigint
  readonly now: Date
}

/** The matrix in force today; an empty one when none is. */
export async function matrixWithin({
  tx,
  municipalityId,
  now,
}: Circumstances): Promise<DutiesMatrix> {
  const today = await todayIn(tx, municipalityId, now)
  const item = { kind: DUTIES_KIND, key: DUTIES_KEY, municipalityId }
  const version = await inForceWithin(tx, item, today)
  return version
    ? (version.content as unknown as DutiesMatrix)
    : { activities: [], conflicts: [], practices: [] }
}

interface OpenConflict extends FoundConflict {
  readonly userId: bigint
  readonly fullName: string
}

/**
 * Makes a change of what people may do and checks it against the matrix: what it adds in conflict is refused, what was there
 * before is left to the report, so that a person can always lose rights.
 * @throws BusinessError E_ACCESS_DUTIES naming person and pairs, unless an approved exception covers them today
 */
export async function keepingSeparation<T>(
  circumstances: Circumstances,
  userIds: readonly bigint[],
  change: () => Promise<T>
): Promise<T> {
  const known = await openConflicts(circumstances, userIds)
  const before = new Set(known.map(keyOf))
  const result = await change()
  const after = await openConflicts(circumstances, userIds)
  const added = after.filter((conflict) => !before.has(keyOf(conflict)))
  const [first] = added
  if (!first) return result
  const pairs = added.filter(({ userId }) => userId === first.userId).map(pairText)
  throw errors.E_ACCESS_DUTIES({ user: first.fullName, pairs: pairs.join('; ') })
}

const keyOf = ({ userId, a, b }: OpenConflict) => `${userId}/${pairKey(a.code, b.code)}`

/** Conflicts of active people that no approved exception covers today. */
async function openConflicts(
  circumstances: Circumstances,
  userIds: readonly bigint[]
): Promise<OpenConflict[]> {
  if (!userIds.length) return []
  const { tx, municipalityId, now } = circumstances
  const matrix = await matrixWithin(circumstances)
  const today = await todayIn(tx, municipalityId, now)
  const people = await query<{ userId: bigint; fullName: string; permissions: string[] }>(
    tx,
    `select u.id as "userId", u.full_name as "fullName", array_agg(held.permission) as permissions
       from access_users u
       join lateral (
         select p.permission from access_user_profiles up
           join access_profile_permissions p on p.profile_id = up.profile_id
          where up.user_id = u.id
         union
         -- What colleagues lent, today or later, counts as held.
         select coalesce(p.permission, one) from access_delegations d
           left join access_profile_permissions p on p.profile_id = d.profile_id
           left join lateral unnest(d.permissions) one on true
          where d.to_user_id = u.id and d.ended_at is null and d.until_on >= ?
       ) held on held.permission is not null
      where u.id = any(?::bigint[]) and u.is_active group by u.id order by u.full_name`,
    [today, userIds]
  )
  const allowed = await query<{ userId: bigint; a: string; b: string }>(
    tx,
    `select user_id as "userId", activity_a as a, activity_b as b from access_duty_exceptions
      where user_id = any(?::bigint[]) and status = 'approved' and valid_until >= ?`,
    [userIds, today]
  )
  const excepted = new Set(allowed.map(({ userId, a, b }) => `${userId}/${pairKey(a, b)}`))
  return people
    .flatMap(({ userId, fullName, permissions }) =>
      conflictsOf(new Set(permissions), matrix).map((one) => ({ ...one, userId, fullName }))
    )
    .filter((conflict) => !excepted.has(keyOf(conflict)))
}
