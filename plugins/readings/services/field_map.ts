import type { Actor } from '#core/actions/index'
import { type CivilDate, type RefMonth, formatRefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { andInside } from '#core/records/index'
import { format } from '#core/web/index'
import { durationOf, lengthOf, metresBetween } from '../domain/track.ts'
import { type WorkCounts, workCounts } from './work_counts.ts'

/** Not read; read; read and its consumption decided. */
export type UnitStatus = 'pending' | 'read' | 'calculated'

/** A unit of the load on the map: where it was read, else where the register says that it is. */
export interface MapUnit {
  readonly id: string
  readonly place: readonly [longitude: number, latitude: number]
  readonly status: UnitStatus
  readonly registration: string
  /** Number of the meter that the load froze; null where none is. */
  readonly meter: string | null
  readonly address: string
  readonly route: string
  readonly reading: number | null
  /** Billed m³ once decided; decimal text. */
  readonly billed: string | null
  readonly occurrence: string | null
  readonly readAt: string | null
}

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
  readonly units: readonly MapUnit[]
  /** Units of the load whose place nobody knows. */
  readonly placeless: number
  readonly streets: readonly {
    readonly name: string
    readonly places: readonly (readonly [number, number])[]
  }[]
  readonly tracks: readonly MapTrack[]
  readonly counts: WorkCounts
}

export interface WantedMap {
  readonly actor: Actor
  readonly loadId: bigint | null
  readonly day: CivilDate
  readonly timeZone: string
  readonly now: Date
  /** Minutes of silence after which a device is off-line. */
  readonly silence: number
  /** What each occurrence is called, by its code. */
  readonly occurrences: ReadonlyMap<string, string>
}

type Reader = Pick<Tx, 'rawQuery'>

/** What the map shows of a load on a day (TR-3.2.4.18): units, where devices went, and the counts of the work. */
export async function fieldMap(reader: Reader, wanted: WantedMap): Promise<FieldMap> {
  const { loadId, day, actor } = wanted
  const load = loadId === null ? null : await titleOf(reader, actor.municipalityId, loadId)
  const units = load ? await unitsOf(reader, actor, loadId!) : []
  return {
    ...{ load, day, units: units.flatMap((row) => unitOf(row, wanted.occurrences)) },
    placeless: units.filter(({ longitude }) => longitude === null).length,
    streets: streetsOf(units),
    tracks: load ? await tracksOf(reader, wanted) : [],
    counts: await workCounts(reader, actor.municipalityId, load ? loadId : null),
  }
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

interface UnitRow {
  readonly id: bigint
  readonly registration_number: string
  readonly meter: string | null
  readonly street: string
  readonly address: string
  readonly route: string
  readonly longitude: number | null
  readonly latitude: number | null
  readonly line_id: bigint | null
  readonly state: string | null
  readonly reading: string | null
  readonly occurrence: string | null
  readonly read_at: string | null
  readonly billed_m3: string | null
}

/** The line is `D;sequence;registration;meter;reading;occurrence;at;reader;photo`, which was judged before it was accepted. */
function unitsOf(reader: Reader, actor: Actor, loadId: bigint): Promise<UnitRow[]> {
  const inside = andInside('i.premise_id', 'registry.premises', actor)
  return query<UnitRow>(
    reader,
    `select i.id, i.registration_number, i.facts::json -> 'meter' ->> 'number' as meter, p.street, concat_ws(', ', p.street, p.number) || coalesce(' · ' || p.district, '') as address,
            coalesce(a.title, '') as route, coalesce(n.longitude, p.longitude)::float8 as longitude,
            coalesce(n.latitude, p.latitude)::float8 as latitude, n.id as line_id, r.state,
            coalesce(r.reading::text, nullif(split_part(n.raw, ';', 5), '')) as reading,
            coalesce(r.anomaly_code, nullif(split_part(n.raw, ';', 6), '')) as occurrence,
            nullif(split_part(n.raw, ';', 7), '') as read_at, r.billed_m3::text as billed_m3
       from readings_load_items i
       join registry_premises p on p.id = i.premise_id
       left join readings_load_routes a on a.load_id = i.load_id and a.route_id is not distinct from i.route_id
       left join readings_file_lines n on n.load_item_id = i.id and n.fate = 'accepted'
       left join readings_readings r on r.load_item_id = i.id
      where i.municipality_id = ? and i.load_id = ? and i.qualification = 'read' ${inside.sql}
      order by i.route_id nulls last, i.sequence, i.id`,
    [actor.municipalityId, loadId, ...inside.bindings]
  )
}

function statusOf({ line_id: line, state }: UnitRow): UnitStatus {
  if (state === 'accepted' || state === 'confirmed') return 'calculated'
  return line === null ? 'pending' : 'read'
}

function unitOf(row: UnitRow, titles: WantedMap['occurrences']): MapUnit[] {
  if (row.longitude === null || row.latitude === null) return []
  const status = statusOf(row)
  return [
    {
      ...{ id: String(row.id), place: [row.longitude, row.latitude], status },
      ...{ registration: row.registration_number, meter: row.meter },
      ...{ address: row.address, route: row.route },
      reading: row.reading === null ? null : Number.parseInt(row.reading, 10),
      billed: status === 'calculated' ? row.billed_m3 : null,
      ...{ occurrence: row.occurrence && called(row.occurrence, titles), readAt: row.read_at },
    },
  ]
}

const called = (code: string, titles: ReadonlyMap<string, string>) =>
  [code, titles.get(code) ?? []].flat().join(' · ')

/** The streets of the load drawn through its units, from one end to the other. */
function streetsOf(rows: readonly UnitRow[]): FieldMap['streets'] {
  const placed = rows.filter(({ longitude }) => longitude !== null)
  return [...Map.groupBy(placed, ({ street }) => street)].flatMap(([name, units]) => {
    if (units.length < 2) return []
    const places = units.map(({ longitude, latitude }) => [longitude!, latitude!] as const)
    const span = (axis: 0 | 1) => {
      const values = places.map((place) => place[axis])
      return Math.max(...values) - Math.min(...values)
    }
    const axis = span(0) >= span(1) ? 0 : 1
    const along = places.toSorted((a, b) => a[axis] - b[axis])
    return piecesOf(along).map((piece) => ({ name, places: piece }))
  })
}

/** Streets of one name in two districts, or cut by a square, are no line: farther apart than this, in metres. */
const GAP_M = 250

function piecesOf(along: readonly (readonly [number, number])[]) {
  const pieces: (readonly [number, number])[][] = []
  for (const place of along) {
    const last = pieces.at(-1)?.at(-1)
    const isNear =
      last &&
      metresBetween(
        { longitude: last[0], latitude: last[1] },
        { longitude: place[0], latitude: place[1] }
      ) <= GAP_M
    if (isNear) pieces.at(-1)!.push(place)
    else pieces.push([place])
  }
  return pieces.filter(({ length }) => length > 1)
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
