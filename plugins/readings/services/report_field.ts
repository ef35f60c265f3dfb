import { type Tx, query } from '#core/database/index'
import type { Device } from './devices.ts'

/** What a device tells of itself from time to time. Counters only grow: told twice, they change nothing. */
export interface FieldReport {
  readonly battery?: number | null
  readonly positions?: readonly {
    /** With its time zone. */
    readonly at: string
    readonly latitude: number
    readonly longitude: number
  }[]
  readonly counters?: readonly {
    /** Number of the route in its load, as the list of loads gives it. */
    readonly route: number
    /** Bills printed and rolls of paper used since the load was taken. */
    readonly prints: number
    readonly rolls: number
    /** Readings made, sent or not; bills calculated; notices; bills by occurrence. */
    readonly made?: number
    readonly calculated?: number
    readonly renotices?: number
    readonly excess_notices?: number
    readonly occurrence_bills?: number
  }[]
}

/** Keeps what a device tells; routes that it was never given are left out. */
export async function reportField(
  tx: Tx,
  municipalityId: bigint,
  { device, report, now }: { device: Device; report: FieldReport; now: Date }
): Promise<void> {
  const { positions = [], counters = [], battery = null } = report
  const last = positions.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1)
  await query(
    tx,
    `update readings_devices set last_seen_at = ?, battery = coalesce(?, battery), latitude = coalesce(?::numeric, latitude),
            longitude = coalesce(?::numeric, longitude) where id = ?`,
    [now.toISOString(), battery, last?.latitude ?? null, last?.longitude ?? null, device.id]
  )
  if (positions.length) {
    await query(
      tx,
      `insert into readings_device_positions (municipality_id, device_id, taken_at, latitude, longitude)
       select ?, ?, * from unnest(?::timestamptz[], ?::numeric[], ?::numeric[]) on conflict do nothing`,
      [
        ...[municipalityId, device.id, positions.map(({ at }) => at)],
        ...[positions.map((one) => String(one.latitude))],
        positions.map((one) => String(one.longitude)),
      ]
    )
  }
  if (counters.length) await keepCounters(tx, municipalityId, { device, counters })
}

interface Counted {
  readonly device: Device
  readonly counters: NonNullable<FieldReport['counters']>
}

async function keepCounters(
  tx: Tx,
  municipalityId: bigint,
  { device, counters }: Counted
): Promise<void> {
  await query(
    tx,
    `insert into readings_device_work (municipality_id, load_route_id, device_id, ${COUNTERS.join(', ')})
     select a.municipality_id, a.id, ?, ${COUNTERS.map((name) => `max(c.${name})`).join(', ')}
       from unnest(?::bigint[], ${COUNTERS.map(() => '?::int[]').join(', ')}) as c (id, ${COUNTERS.join(', ')})
       join readings_load_routes a on a.id = c.id and a.municipality_id = ?
      where a.device_id = ? or exists (select from readings_device_work w where w.load_route_id = a.id and w.device_id = ?)
      group by a.municipality_id, a.id
     on conflict (load_route_id, device_id) do update
       set ${COUNTERS.map((name) => `${name} = greatest(readings_device_work.${name}, excluded.${name})`).join(', ')}`,
    [
      ...[device.id, counters.map(({ route }) => route)],
      ...COUNTERS.map((name) => counters.map((one) => one[name] ?? 0)),
      ...[municipalityId, device.id, device.id],
    ]
  )
}

/** What a device counts of a route; columns of its work. */
const COUNTERS = [
  ...(['prints', 'rolls', 'made', 'calculated'] as const),
  ...(['renotices', 'excess_notices', 'occurrence_bills'] as const),
]
