import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'

/** The routes that a load goes through, with what there is to read in each; written once all its items are there. */
export async function writeLoadRoutes(tx: Tx, loadId: bigint): Promise<void> {
  await query(
    tx,
    `insert into readings_load_routes (municipality_id, load_id, route_id, title, item_count, to_read)
     select n.municipality_id, n.load_id, n.route_id, coalesce(r.code || ' · ' || r.name, 'Sem roteiro'), n.items, n.to_read
       from (select municipality_id, load_id, route_id, count(*)::int as items,
                    (count(*) filter (where qualification = 'read'))::int as to_read
               from readings_load_items where load_id = ? group by municipality_id, load_id, route_id) n
       left join readings_routes r on r.id = n.route_id order by r.code nulls last, n.route_id`,
    [loadId]
  )
}

interface Transmitted {
  /** Items whose line was accepted. */
  readonly items: readonly bigint[]
  readonly deviceId: bigint | null
}

/** Adds to what came back of each route, and to the work of the device that sent it. */
export async function countTransmitted(
  tx: Tx,
  loadId: bigint,
  { items, deviceId }: Transmitted
): Promise<void> {
  if (items.length === 0) return
  const rows = await query<{ id: bigint; added: number }>(
    tx,
    `update readings_load_routes r set transmitted = r.transmitted + n.added
       from (select route_id, count(*)::int as added from readings_load_items
              where id = any(?::bigint[]) and qualification = 'read' group by route_id) n
      where r.load_id = ? and r.route_id is not distinct from n.route_id
     returning r.id, n.added`,
    [items, loadId]
  )
  if (deviceId === null || rows.length === 0) return
  await query(
    tx,
    `insert into readings_device_work (municipality_id, load_route_id, device_id, transmitted)
     select r.municipality_id, r.id, ?, n.added from unnest(?::bigint[], ?::int[]) as n (id, added)
       join readings_load_routes r on r.id = n.id
     on conflict (load_route_id, device_id) do update set transmitted = readings_device_work.transmitted + excluded.transmitted`,
    [deviceId, rows.map(({ id }) => id), rows.map(({ added }) => added)]
  )
}

/** Whether everything that was to be read came back. */
export async function isAllBack(tx: Tx, loadId: bigint): Promise<boolean> {
  const [row] = await query<{ is_back: boolean }>(
    tx,
    `select coalesce(sum(to_read - transmitted) <= 0, false) as is_back from readings_load_routes where load_id = ?`,
    [loadId]
  )
  return row!.is_back
}

export interface RouteOfLoad {
  readonly routeId: bigint
  /** Code and name. */
  readonly title: string
  readonly items: number
}

/** The routes of a load, by code; premises in no route are not told. */
export async function routesOfLoad(tx: Tx, loadId: bigint): Promise<RouteOfLoad[]> {
  const rows = await query<{ route_id: bigint; title: string; items: number }>(
    tx,
    `select route_id, title, item_count as items from readings_load_routes
      where load_id = ? and route_id is not null order by title, route_id`,
    [loadId]
  )
  return rows.map(({ route_id: routeId, title, items }) => ({ routeId, title, items }))
}

/** The routes of a municipality, by group and code. */
export async function routesOfGroups(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint
): Promise<{ readonly id: bigint; readonly title: string }[]> {
  return query<{ id: bigint; title: string }>(
    tx,
    `select r.id, g.name || ' · ' || r.code || ' · ' || r.name as title
       from readings_routes r join registry_billing_groups g on g.id = r.billing_group_id
      where r.municipality_id = ? order by g.code, r.code, r.id`,
    [municipalityId]
  )
}

export interface LoadRoute {
  readonly id: bigint
  readonly loadId: bigint
  readonly routeId: bigint | null
  /** Code and name, or that these premises stand in no route. */
  readonly title: string
  readonly code: string
  readonly itemCount: number
}

interface Row {
  readonly id: bigint
  readonly load_id: bigint
  readonly route_id: bigint | null
  readonly title: string
  readonly code: string | null
  readonly item_count: number
}

/** One route of a load. @throws BusinessError E_READINGS_LOAD_ROUTE_UNKNOWN */
export async function readLoadRoute(
  tx: Tx,
  municipalityId: bigint,
  id: bigint
): Promise<LoadRoute> {
  const [row] = await query<Row>(
    tx,
    `select l.id, l.load_id, l.route_id, l.title, r.code, l.item_count
       from readings_load_routes l left join readings_routes r on r.id = l.route_id
      where l.municipality_id = ? and l.id = ?`,
    [municipalityId, id]
  )
  if (!row) throw errors.E_READINGS_LOAD_ROUTE_UNKNOWN({ id })
  return {
    id: row.id,
    loadId: row.load_id,
    routeId: row.route_id,
    title: row.title,
    code: row.code ?? 'sem-roteiro',
    itemCount: row.item_count,
  }
}
