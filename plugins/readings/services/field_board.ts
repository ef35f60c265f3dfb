import { type Tx, query } from '#core/database/index'
import type { LoadState } from '../domain/frozen_facts.ts'
import { statusOf } from '../records/options.ts'

/** What was handed out and what came back of it: readings, bills printed at the door, rolls of paper used. */
export interface FieldCounts {
  readonly sent: number
  readonly read: number
  readonly prints: number
  readonly rolls: number
}

export interface FieldRow extends FieldCounts {
  readonly title: string
  /** A route's device; a device's reader. */
  readonly note: string | null
  readonly seenAt: Date | null
  /** Share of what was sent that was read, in percent. */
  readonly percent: number
}

export interface FieldLoad extends FieldRow {
  readonly id: bigint
  readonly reference: string
  readonly status: ReturnType<typeof statusOf>
  readonly devices: readonly FieldRow[]
  readonly routes: readonly FieldRow[]
}

interface RouteRow {
  readonly load_id: bigint
  readonly reference: string
  readonly state: LoadState
  readonly group_name: string
  readonly route: string
  readonly device_id: bigint | null
  readonly device: string | null
  readonly to_read: number
  readonly transmitted: number
  readonly prints: number
  readonly rolls: number
}

interface DeviceRow {
  readonly load_id: bigint
  readonly name: string
  readonly reader_code: string
  readonly last_seen_at: Date | null
  readonly sent: number
  readonly transmitted: number
  readonly prints: number
  readonly rolls: number
}

const IN_FIELD = `l.state in ('distributed', 'in_field', 'returned')`

/**
 * The loads in the field, each with its devices and its routes (TR-3.2.4.14). What came by file or sheet, and the routes that no
 * device has, stand in a row of their own, so that a load is always the sum of its devices and the sum of its routes.
 */
export async function fieldBoard(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint
): Promise<FieldLoad[]> {
  const routes = await query<RouteRow>(
    tx,
    `select a.load_id, l.reference, l.state, g.name as group_name, a.title as route, a.device_id,
            d.name as device, a.to_read, a.transmitted, coalesce(w.prints, 0)::int as prints, coalesce(w.rolls, 0)::int as rolls
       from readings_loads l
       join registry_billing_groups g on g.id = l.billing_group_id
       join readings_load_routes a on a.load_id = l.id
       left join readings_devices d on d.id = a.device_id
       left join lateral (select sum(prints) as prints, sum(rolls) as rolls from readings_device_work w
                           where w.load_route_id = a.id) w on true
      where l.municipality_id = ? and ${IN_FIELD}
      order by l.reference desc, g.code, l.id, a.id`,
    [municipalityId]
  )
  const devices = await query<DeviceRow>(
    tx,
    `select n.load_id, d.name, d.reader_code, d.last_seen_at, sum(n.sent)::int as sent, sum(n.transmitted)::int as transmitted,
            sum(n.prints)::int as prints, sum(n.rolls)::int as rolls
       from (select a.load_id, a.device_id, a.to_read as sent, 0 as transmitted, 0 as prints, 0 as rolls
               from readings_loads l join readings_load_routes a on a.load_id = l.id
              where l.municipality_id = ? and ${IN_FIELD} and a.device_id is not null
             union all
             select a.load_id, w.device_id, 0, w.transmitted, w.prints, w.rolls
               from readings_loads l join readings_load_routes a on a.load_id = l.id
               join readings_device_work w on w.load_route_id = a.id
              where l.municipality_id = ? and ${IN_FIELD}) n
       join readings_devices d on d.id = n.device_id
      group by n.load_id, d.id order by n.load_id, d.code`,
    [municipalityId, municipalityId]
  )
  const devicesOf = Map.groupBy(devices, (row) => row.load_id)
  const loads = Map.groupBy(routes, (row) => row.load_id)
  return [...loads].map(([id, rows]) => loadOf(id, rows, devicesOf.get(id) ?? []))
}

function loadOf(id: bigint, rows: readonly RouteRow[], devices: readonly DeviceRow[]): FieldLoad {
  const { reference, state, group_name: title } = rows[0]!
  const routes = rows.map((row) =>
    rowOf(row.route, row.device, {
      ...{ sent: row.to_read, read: row.transmitted, prints: row.prints, rolls: row.rolls },
    })
  )
  const known = devices.map((row) =>
    rowOf(
      row.name,
      `Leiturista ${row.reader_code}`,
      { ...row, read: row.transmitted },
      row.last_seen_at
    )
  )
  const total = sumOf(routes)
  const rest = less(total, sumOf(known))
  const isRest = Object.values(rest).some((count) => count !== 0)
  return {
    ...rowOf(title, null, total),
    ...{ id, reference, routes, status: statusOf(state) },
    devices: isRest ? [...known, rowOf('Sem coletor', 'Por arquivo ou boletim', rest)] : known,
  }
}

function rowOf(
  title: string,
  note: string | null,
  { sent, read, prints, rolls }: FieldCounts,
  seenAt: Date | null = null
): FieldRow {
  const percent = sent > 0 ? Math.min(100, Math.floor((read * 100) / sent)) : 0
  return { title, note, sent, read, prints, rolls, seenAt, percent }
}

const COUNTS = ['sent', 'read', 'prints', 'rolls'] as const

const sumOf = (rows: readonly FieldCounts[]): FieldCounts =>
  countsOf((name) => rows.reduce((sum, row) => sum + row[name], 0))

const less = (from: FieldCounts, other: FieldCounts): FieldCounts =>
  countsOf((name) => from[name] - other[name])

function countsOf(count: (name: (typeof COUNTS)[number]) => number): FieldCounts {
  const [sent, read, prints, rolls] = COUNTS.map(count)
  return { sent: sent!, read: read!, prints: prints!, rolls: rolls! }
}
