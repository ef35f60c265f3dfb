import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { lentTo } from './delegation/delegated_rights.ts'
import { municipalityOf } from './municipality.ts'

interface Row {
  readonly id: bigint
  readonly fullName: string
  readonly home: bigint
  readonly permissions: readonly string[]
  readonly profiles: readonly string[]
  readonly isThere: boolean
  readonly localities: readonly string[] | null
}

/**
 * Who a user is and may do, read at each request so that a lost permission takes effect at once.
 * @param municipalityId where they work now; their own when not said
 * @param reader the transaction of who is in one
 * @returns null when the user left.
 */
export async function actorOfUser(
  userId: bigint,
  municipalityId?: bigint,
  reader: Pick<Tx, 'rawQuery'> = db
): Promise<Actor | null> {
  const [row] = await query<Row>(
    reader,
    `select u.id, u.full_name as "fullName", u.municipality_id as home,
            coalesce(array_agg(distinct p.permission) filter (where p.permission is not null), '{}') as permissions,
            coalesce(array_agg(distinct f.code) filter (where f.code is not null), '{}') as profiles,
            coalesce(?::bigint, u.municipality_id) = u.municipality_id or t.user_id is not null as "isThere",
            t.locality_ids::text[] as localities
       from access_users u
       left join access_territories t
         on t.user_id = u.id and t.municipality_id = coalesce(?::bigint, u.municipality_id)
       left join access_user_profiles up on up.user_id = u.id
       left join access_profiles f on f.id = up.profile_id
       left join access_profile_permissions p on p.profile_id = up.profile_id
      where u.id = ? and u.is_active
      group by u.id, t.user_id, t.municipality_id`,
    [municipalityId ?? null, municipalityId ?? null, userId]
  )
  if (!row) return null
  // Somebody took the municipality from them while they worked there: they go on in their own.
  if (!row.isThere) return actorOfUser(userId, undefined, reader)
  const { timeZone } = await municipalityOf(row.home)
  const lent = await lentTo(userId, new Set(row.permissions), {
    today: clock.today(timeZone),
    reader,
  })
  return {
    userId: row.id,
    name: row.fullName,
    municipalityId: municipalityId ?? row.home,
    permissions: new Set([...row.permissions, ...lent.keys()]),
    profiles: row.profiles,
    lent,
    scope: row.localities && { localities: row.localities.map(BigInt) },
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
