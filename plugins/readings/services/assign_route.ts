import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { readLoadRoute } from './load_routes.ts'
import { lockLoad, requireState } from './load_state.ts'

export interface Assignment {
  readonly municipalityId: bigint
  readonly loadRouteId: bigint
  /** Null: nobody takes it. */
  readonly deviceId: bigint | null
  readonly by: string
  readonly now: Date
}

export interface Assigned {
  readonly route: string
  readonly device: string | null
  readonly former: string | null
}

/**
 * Gives a route of a load to a device, instead of whoever had it; what came from the former stays. Errors:
 * E_READINGS_LOAD_ROUTE_UNKNOWN, E_READINGS_STATE, E_READINGS_DEVICE_UNKNOWN.
 */
export async function assignRoute(tx: Tx, given: Assignment): Promise<Assigned> {
  const { municipalityId, loadRouteId, deviceId, by, now } = given
  const route = await readLoadRoute(tx, municipalityId, loadRouteId)
  const load = await lockLoad(tx, municipalityId, route.loadId)
  requireState(load, ['generated', 'distributed', 'in_field', 'returned', 'processed'], 'in_field')
  const device = deviceId === null ? null : await activeDevice(tx, municipalityId, deviceId)
  const [former] = await query<{ name: string }>(
    tx,
    `select d.name from readings_load_routes r join readings_devices d on d.id = r.device_id where r.id = ?`,
    [loadRouteId]
  )
  await query(
    tx,
    `update readings_load_routes set device_id = ?, assigned_at = ?, assigned_by = ?, downloaded_at = null where id = ?`,
    [deviceId, device && now.toISOString(), device && by, loadRouteId]
  )
  return { route: route.title, device, former: former?.name ?? null }
}

async function activeDevice(tx: Tx, municipalityId: bigint, id: bigint): Promise<string> {
  const [row] = await query<{ name: string }>(
    tx,
    'select name from readings_devices where municipality_id = ? and id = ? and is_active',
    [municipalityId, id]
  )
  if (!row) throw errors.E_READINGS_DEVICE_UNKNOWN({ code: String(id) })
  return row.name
}
