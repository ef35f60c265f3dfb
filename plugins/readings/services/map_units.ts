import type { Actor } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { andInside } from '#core/records/index'
import { metresBetween } from '../domain/track.ts'
import type { MapRoute } from './map_routes.ts'

type Reader = Pick<Tx, 'rawQuery'>

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

/** Units of a route, as they are drawn. */
export interface DrawnUnits {
  readonly units: readonly MapUnit[]
  /** Units of the route whose place nobody knows. */
  readonly placeless: number
  readonly streets: readonly {
    readonly name: string
    readonly places: readonly (readonly [number, number])[]
  }[]
}

export interface WantedUnits {
  readonly actor: Actor
  /** What each occurrence is called, by its code. */
  readonly occurrences: ReadonlyMap<string, string>
}

/** The units of a route of a load, and the streets through them. */
export async function unitsOfRoute(
  reader: Reader,
  { actor, occurrences }: WantedUnits,
  route: MapRoute | null
): Promise<DrawnUnits> {
  const rows = route ? await rowsOf(reader, actor, route) : []
  return {
    units: rows.flatMap((row) => unitOf(row, occurrences)),
    placeless: rows.filter(({ longitude }) => longitude === null).length,
    streets: streetsOf(rows),
  }
}

/** The line is `D;sequence;registration;meter;reading;occurrence;at;reader;photo`, which was judged before it was accepted. */
function rowsOf(
  reader: Reader,
  actor: Actor,
  { loadId, routeId, title }: MapRoute
): Promise<UnitRow[]> {
  const inside = andInside('i.premise_id', 'registry.premises', actor)
  // A premise that stands in no route has null there, which no `=` of an index finds.
  const ofRoute = routeId === null ? 'i.route_id is null' : 'i.route_id = ?'
  return query<UnitRow>(
    reader,
    `select i.id, i.registration_number, i.facts::json -> 'meter' ->> 'number' as meter, p.street, concat_ws(', ', p.street, p.number) || coalesce(' · ' || p.district, '') as address,
            ?::text as route, coalesce(n.longitude, p.longitude)::float8 as longitude,
            coalesce(n.latitude, p.latitude)::float8 as latitude, n.id as line_id, r.state,
            coalesce(r.reading::text, nullif(split_part(n.raw, ';', 5), '')) as reading,
            coalesce(r.anomaly_code, nullif(split_part(n.raw, ';', 6), '')) as occurrence,
            nullif(split_part(n.raw, ';', 7), '') as read_at, r.billed_m3::text as billed_m3
       from readings_load_items i
       join registry_premises p on p.id = i.premise_id
       left join readings_file_lines n on n.load_item_id = i.id and n.fate = 'accepted'
       left join readings_readings r on r.load_item_id = i.id
      where i.municipality_id = ? and i.load_id = ? and ${ofRoute} and i.qualification = 'read' ${inside.sql}
      order by i.sequence, i.id`,
    [
      ...[title, actor.municipalityId, loadId, ...(routeId === null ? [] : [routeId])],
      ...inside.bindings,
    ]
  )
}

function statusOf({ line_id: line, state }: UnitRow): UnitStatus {
  if (state === 'accepted' || state === 'confirmed') return 'calculated'
  return line === null ? 'pending' : 'read'
}

function unitOf(row: UnitRow, titles: WantedUnits['occurrences']): MapUnit[] {
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
function streetsOf(rows: readonly UnitRow[]): DrawnUnits['streets'] {
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
