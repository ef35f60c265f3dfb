import { type CivilDate, type RefMonth, formatRefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { format } from '#core/web/index'
import { durationOf, lengthOf } from '../domain/track.ts'
import { type MapRoute, mapRoutes, routeToShow } from './map_routes.ts'
import { type DrawnUnits, type WantedUnits, unitsOfRoute } from './map_units.ts'
import { type WorkCounts, workCounts } from './work_counts.ts'

export interface MapTrack {
  readonly device: string
  readonly name: string
  readonly reader: string
  readonly isOnline: boolean
  readonly seenAt: string | null
  /** Routes of the load that the device has, and the readings that it made on each. */
  readonly label: string
  readonly readings: number
  /** In order of time; the third is the time of day. */
  readonly places: readonly (readonly [longitude: number, latitude: number, at: string])[]
  /** Kilometres, one decimal; hours and minutes. */
  readonly distance: string
  readonly duration: string
  readonly waiting: number
}

export interface FieldMap {
  readonly load: { readonly id: string; readonly title: string } | null
  readonly day: CivilDate
  /** How far each route of the load is, and the one whose units are shown. */
  readonly routes: readonly MapRoute[]
  readonly route: MapRoute | null
  readonly tracks: readonly MapTrack[]
  readonly counts: WorkCounts
}

/** With the units of the route that is shown. */
export type DrawnMap = FieldMap & { readonly drawn: DrawnUnits }

export interface WantedMap extends WantedUnits {
  readonly loadId: bigint | null
  /** Of the load; null for the one that is being read. */
  readonly routeId: bigint | null
  readonly day: CivilDate
  readonly timeZone: string
  readonly now: Date
  /** Minutes of silence after which a device is off-line. */
  readonly silence: number
}

type Reader = Pick<Tx, 'rawQuery'>

/** What the map shows of a load on a day (TR-3.2.4.18): its routes, where devices went, and the counts of the work. */
export async function fieldMap(reader: Reader, wanted: WantedMap): Promise<FieldMap> {
  const { loadId, routeId, day, actor } = wanted
  const { municipalityId } = actor
  const load = loadId === null ? null : await titleOf(reader, municipalityId, loadId)
  const routes = load ? await mapRoutes(reader, municipalityId, loadId!) : []
  return {
    ...{ load, day, routes, route: routeToShow(routes, routeId) },
    tracks: load ? await tracksOf(reader, wanted) : [],
    counts: await workCounts(reader, municipalityId, load ? loadId : null),
  }
}

/** The same with the units of its route: a group has some ten thousand, a route those of a day's work. */
export async function drawnMap(reader: Reader, wanted: WantedMap): Promise<DrawnMap> {
  const map = await fieldMap(reader, wanted)
  return { ...map, drawn: await unitsOfRoute(reader, wanted, map.route) }
}

async function titleOf(reader: Reader, municipalityId: bigint, loadId: bigint) {
  const [row] = await query<{ id: bigint; name: string; reference: RefMonth }>(
    reader,
    `select l.id, g.name, l.reference from readings_loads l join registry_billing_groups g on g.id = l.billing_group_id
      where l.municipality_id = ? and l.id = ?`,
    [municipalityId, loadId]
  )
  return row
    ? { id: String(row.id), title: `${row.name} · ${formatRefMonth(row.reference)}` }
    : null
}

/** Loads that may be shown: those in the field first, then the latest. */
export const mapLoads = (reader: Reader, municipalityId: bigint) =>
  query<{ id: bigint; name: string; reference: RefMonth }>(
    reader,
    `select l.id, g.name, l.reference from readings_loads l join registry_billing_groups g on g.id = l.billing_group_id
      where l.municipality_id = ? and l.state <> 'generated'
      order by l.state in ('distributed', 'in_field', 'returned') desc, l.reference desc, g.code limit 60`,
    [municipalityId]
  )

/** The last day on which devices of a load told where they were, within the month after it was made; null when none did. */
export async function lastDay(
  reader: Reader,
  { municipalityId, loadId, timeZone }: LoadOfDay
): Promise<CivilDate | null> {
  const [row] = await query<{ day: CivilDate | null }>(
    reader,
    `select max((p.taken_at at time zone ?)::date) as day from readings_loads l
       join readings_load_routes a on a.load_id = l.id and a.device_id is not null
       join readings_device_positions p on p.device_id = a.device_id and p.municipality_id = l.municipality_id
        and p.taken_at >= l.loaded_on and p.taken_at < l.loaded_on + interval '31 days'
      where l.municipality_id = ? and l.id = ?`,
    [timeZone, municipalityId, loadId]
  )
  return row?.day ?? null
}

interface LoadOfDay {
  readonly municipalityId: bigint
  readonly loadId: bigint
  readonly timeZone: string
}

interface DeviceRow {
  readonly id: bigint
  readonly name: string
  readonly reader_code: string
  readonly last_seen_at: Date | null
  readonly routes: string
  readonly readings: number
  readonly waiting: number
}

interface PositionRow {
  readonly device_id: bigint
  readonly longitude: number
  readonly latitude: number
  readonly taken_at: Date
  readonly at: string
}

async function tracksOf(reader: Reader, wanted: WantedMap): Promise<MapTrack[]> {
  const { actor, loadId, day, timeZone } = wanted
  const devices = await query<DeviceRow>(
    reader,
    `select d.id, d.name, d.reader_code, d.last_seen_at, string_agg(n.title, '; ' order by n.title) as routes,
            sum(n.readings)::int as readings,
            (select count(*) from readings_device_messages m where m.device_id = d.id and m.received_at is null)::int as waiting
       from (select coalesce(w.device_id, a.device_id) as device_id, a.title, greatest(coalesce(w.made, 0), coalesce(w.transmitted, 0)) as readings
               from readings_load_routes a left join readings_device_work w on w.load_route_id = a.id
              where a.municipality_id = ? and a.load_id = ?) n
       join readings_devices d on d.id = n.device_id group by d.id order by d.code`,
    [actor.municipalityId, loadId]
  )
  if (devices.length === 0) return []
  const positions = await query<PositionRow>(
    reader,
    `select device_id, (place)[0] as longitude, (place)[1] as latitude, taken_at,
            to_char(taken_at at time zone ?, 'HH24:MI:SS') as at
       from readings_device_positions
      where municipality_id = ? and device_id = any(?::bigint[])
        and taken_at >= (?::date)::timestamp at time zone ? and taken_at < (?::date + 1)::timestamp at time zone ?
      order by device_id, taken_at`,
    [
      ...[timeZone, actor.municipalityId, devices.map(({ id }) => id)],
      ...[day, timeZone, day, timeZone],
    ]
  )
  const of = Map.groupBy(positions, (row) => row.device_id)
  return devices.map((device) => trackOf(device, of.get(device.id) ?? [], wanted))
}

function trackOf(
  device: DeviceRow,
  positions: readonly PositionRow[],
  { now, silence }: WantedMap
): MapTrack {
  const { last_seen_at: seen, readings } = device
  const [first, last] = [positions[0], positions.at(-1)]
  const count = readings === 1 ? '1 leitura' : `${readings} leituras`
  return {
    ...{ device: String(device.id), name: device.name, reader: device.reader_code, readings },
    isOnline: seen !== null && now.getTime() - seen.getTime() <= silence * 60_000,
    seenAt: seen && format.datetime(seen),
    label: `${device.routes}: ${count}`,
    places: positions.map(({ longitude, latitude, at }) => [longitude, latitude, at] as const),
    distance: (lengthOf(positions) / 1000).toFixed(1).replace('.', ','),
    duration: first && last ? durationOf(first.taken_at, last.taken_at) : '00:00',
    waiting: device.waiting,
  }
}
