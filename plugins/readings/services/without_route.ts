import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { ROUTE_TYPES, type RouteTypes } from '../configuration/route_types.ts'
import { HOMELESS_SQL } from './route_stops.ts'

export interface WithoutRoute {
  readonly billing_group_id: bigint
  readonly group_code: string
  readonly group_name: string
  readonly locality_id: bigint
  readonly locality: string
  /** What the type of the locality is called; null when it was not registered. */
  readonly locality_type: string | null
  readonly premises: number
  readonly limit: number
}

interface Row extends Omit<WithoutRoute, 'limit'> {
  readonly type_code: string | null
}

/** Premises whose water or sewage is to be billed and that have no position in any route, by group and locality (TR-3.2.4.3). */
export async function withoutRoute(tx: Tx, municipalityId: bigint): Promise<WithoutRoute[]> {
  const rows = await query<Row>(
    tx,
    `select n.billing_group_id, g.code as group_code, g.name as group_name, n.locality_id, l.name as locality,
            l.locality_type as type_code, t.title as locality_type, n.premises
       from (select p.billing_group_id, p.locality_id, count(*)::int as premises from registry_premises p
              where p.municipality_id = ? and ${HOMELESS_SQL}
              group by p.billing_group_id, p.locality_id) n
       join registry_billing_groups g on g.id = n.billing_group_id
       join registry_localities l on l.id = n.locality_id
       left join registry_locality_types t on t.municipality_id = l.municipality_id and t.code = l.locality_type
      order by g.code, l.name`,
    [municipalityId]
  )
  if (rows.length === 0) return []
  const { others, types } = await parameterWithin<RouteTypes>(tx, {
    key: ROUTE_TYPES,
    municipalityId,
  })
  return rows.map(({ type_code: code, ...row }) => ({
    ...row,
    limit: types.find(({ type }) => type === code)?.readings_per_day ?? others,
  }))
}

/** How many they are in all. */
export async function countHomeless(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint
): Promise<number> {
  const [row] = await query<{ count: number }>(
    tx,
    `select count(*)::int as count from registry_premises p where p.municipality_id = ? and ${HOMELESS_SQL}`,
    [municipalityId]
  )
  return row!.count
}
