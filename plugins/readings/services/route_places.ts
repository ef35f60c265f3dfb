import { type Tx, query } from '#core/database/index'

/** Where a premise stood in its route when the load was made. */
export interface RoutePlace {
  readonly loadItemId: bigint
  /** Null when it stood in no route. */
  readonly route: string | null
  readonly sequence: number
}

/** The places of some items of loads, by item, in one query. */
export async function routePlaces(
  tx: Tx,
  loadItemIds: readonly bigint[]
): Promise<ReadonlyMap<bigint, RoutePlace>> {
  const rows = await query<RoutePlace>(
    tx,
    `select i.id as "loadItemId", r.code as route, i.sequence
       from readings_load_items i left join readings_routes r on r.id = i.route_id
      where i.id = any(?::bigint[])`,
    [loadItemIds]
  )
  return new Map(rows.map((row) => [row.loadItemId, row]))
}
