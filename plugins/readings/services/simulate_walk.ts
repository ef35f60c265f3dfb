import { type CivilDate, clock } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { assignRoute } from './assign_route.ts'
import type { Device } from './devices.ts'
import { reportField } from './report_field.ts'

export interface SimulatedWalk {
  readonly municipalityId: bigint
  readonly loadId: bigint
  readonly readOn: CivilDate
  readonly timeZone: string
  /** Login of who reads. */
  readonly reader: string
  readonly by: string
}

interface Stop {
  readonly route: bigint
  readonly group_code: string
  readonly to_read: number
  readonly latitude: number
  readonly longitude: number
  /** The instant at which the reader stands there, in ISO. */
  readonly at: string
}

/** From one door to the next, and when the day begins. */
const SECONDS_A_STOP = 60
const MORNING = '08:00'
const MOST_STOPS = 400
/** Of a hundred bills calculated, those printed at the door. */
const PRINTED_PERCENT = 92

/** The walk of a reader along the first route of a load, for demonstrations: a device with its route, positions and counters. */
export async function simulateWalk(tx: Tx, walk: SimulatedWalk): Promise<void> {
  const stops = await stopsOf(tx, walk)
  const [first] = stops
  if (!first) return
  const { municipalityId, by } = walk
  const device = await deviceFor(tx, walk, first.group_code)
  const now = clock.now()
  await assignRoute(tx, {
    ...{ municipalityId, loadRouteId: first.route, deviceId: device.id, by, now },
  })
  const prints = Math.floor((first.to_read * PRINTED_PERCENT) / 100)
  await reportField(tx, municipalityId, {
    ...{ device, now },
    report: {
      battery: 64,
      positions: stops.map(({ at, latitude, longitude }) => ({ at, latitude, longitude })),
      counters: [
        {
          ...{ route: Number(first.route), made: first.to_read, calculated: first.to_read, prints },
          ...{ rolls: Math.ceil(prints / 60), renotices: Math.floor(prints / 12) },
          ...{ excess_notices: Math.floor(prints / 25), occurrence_bills: Math.floor(prints / 40) },
        },
      ],
    },
  })
}

const stopsOf = (tx: Tx, { municipalityId, loadId, readOn, timeZone }: SimulatedWalk) =>
  query<Stop>(
    tx,
    `select a.id as route, g.code as group_code, a.to_read, p.latitude::float8 as latitude, p.longitude::float8 as longitude,
            to_char(((?::date + ?::time)::timestamp at time zone ?
              + (row_number() over (order by i.sequence, i.id) - 1) * make_interval(secs => ?)) at time zone 'UTC',
              'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
       from (select * from readings_load_routes where municipality_id = ? and load_id = ? and route_id is not null
              order by id limit 1) a
       join readings_loads l on l.id = a.load_id
       join registry_billing_groups g on g.id = l.billing_group_id
       join readings_load_items i on i.load_id = a.load_id and i.route_id = a.route_id and i.qualification = 'read'
       join registry_premises p on p.id = i.premise_id and p.latitude is not null and p.longitude is not null
      order by i.sequence, i.id limit ${MOST_STOPS}`,
    [readOn, MORNING, timeZone, SECONDS_A_STOP, municipalityId, loadId]
  )

async function deviceFor(tx: Tx, { municipalityId, reader }: SimulatedWalk, group: string) {
  const [row] = await query<{ id: bigint; code: string; name: string; reader_code: string }>(
    tx,
    `insert into readings_devices (municipality_id, code, name, reader_login, reader_code) values (?, ?, ?, ?, ?)
     on conflict (municipality_id, code) do update set name = excluded.name returning id, code, name, reader_code`,
    [municipalityId, `C${group}`, `Coletor ${group}`, reader, `L${group}`]
  )
  const { reader_code: readerCode, ...rest } = row!
  return { ...rest, readerCode } satisfies Device
}
