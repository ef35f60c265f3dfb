import db from '@adonisjs/lucid/services/db'
import { type Tx, query } from '#core/database/index'
import { registries } from '#core/kernel/index'

export interface Territory {
  readonly municipalityId: bigint
  readonly name: string
  readonly isHome: boolean
  /** Only these localities; null: all. */
  readonly localityIds: readonly string[] | null
}

/** Where a person works: their own municipality first. */
export function territoriesOf(
  userId: bigint,
  reader: Pick<Tx, 'rawQuery'> = db
): Promise<Territory[]> {
  return query<Territory>(
    reader,
    `select m.id as "municipalityId", m.name, m.id = u.municipality_id as "isHome",
            t.locality_ids::text[] as "localityIds"
       from access_users u
       join access_municipalities m on m.id = u.municipality_id
         or m.id in (select municipality_id from access_territories where user_id = u.id)
       left join access_territories t on t.user_id = u.id and t.municipality_id = m.id
      where u.id = ? order by "isHome" desc, m.name`,
    [userId]
  )
}

export interface Locality {
  readonly id: string
  readonly name: string
}

/** The record type whose rows are the localities that people may be limited to: the one scoped by its own id. */
export const localityType = () =>
  registries()
    .records.all()
    .find(({ scope }) => scope && 'column' in scope && scope.column === 'id' && !scope.of)

/** The localities of a municipality; none when no plugin has them. */
export async function localitiesOf(
  municipalityId: bigint,
  reader: Pick<Tx, 'rawQuery'> = db
): Promise<Locality[]> {
  const type = localityType()
  if (!type) return []
  return query<Locality>(
    reader,
    `select id::text as id, ${type.label} as name from ${type.table} where municipality_id = ? order by ${type.label}, id`,
    [municipalityId]
  )
}
