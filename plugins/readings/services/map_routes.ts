import { type Tx, query } from '#core/database/index'

/** A route of a load, and how far the reading of it is. */
export interface MapRoute {
  readonly id: bigint
  readonly loadId: bigint
  /** Null: the premises of the load that stand in no route. */
  readonly routeId: bigint | null
  readonly title: string
  readonly device: string | null
  readonly toRead: number
  /** What the server has, and what devices tell to have besides. */
  readonly made: number
  /** Of a hundred; all of them where there is nothing to read. */
  readonly percent: number
}

interface Row {
  readonly id: bigint
  readonly route_id: bigint | null
  readonly title: string
  readonly device: string | null
  readonly to_read: number
  readonly made: number
}

/** The routes of a load in their order, by the sums that each keeps: no unit is counted. */
export async function mapRoutes(
  reader: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  loadId: bigint
): Promise<MapRoute[]> {
  const rows = await query<Row>(
    reader,
    `select a.id, a.route_id, a.title, d.name as device, a.to_read,
            (a.transmitted + least(a.to_read - a.transmitted, w.awaiting))::int as made
       from readings_load_routes a
       left join readings_devices d on d.id = a.device_id
      cross join lateral (
        select coalesce(sum(greatest(made - transmitted, 0)), 0) as awaiting from readings_device_work where load_route_id = a.id) w
      where a.municipality_id = ? and a.load_id = ? order by a.id`,
    [municipalityId, loadId]
  )
  return rows.map(({ id, route_id: routeId, title, device, to_read: toRead, made }) => ({
    ...{ id, loadId, routeId, title, device, toRead, made },
    percent: toRead > 0 ? Math.floor((made * 100) / toRead) : 100,
  }))
}

/** The route that was asked for, else the first that is being read, else the first that is not read yet, else the first. */
export function routeToShow(routes: readonly MapRoute[], asked: bigint | null): MapRoute | null {
  const isOpen = ({ made, toRead }: MapRoute) => made < toRead
  return (
    routes.find(({ id }) => id === asked) ??
    routes.find((route) => isOpen(route) && route.made > 0) ??
    routes.find(isOpen) ??
    routes[0] ??
    null
  )
}
