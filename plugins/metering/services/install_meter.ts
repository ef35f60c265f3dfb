import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { setPremiseMeter } from '#plugins/registry/api'
import { METER_SITUATIONS } from '../records/options.ts'
import { errors } from '../errors.ts'

export interface MeterInstallation {
  readonly municipalityId: bigint
  readonly meterNumber: string
  readonly connectionId: bigint
  readonly installedOn: CivilDate
  /** m³ on the dial. */
  readonly initialReading: number
  readonly seal: string | null
}

export interface InstalledMeter {
  readonly installationId: bigint
  readonly meterId: bigint
}

interface MeterRow {
  readonly id: bigint
  readonly digits: number
  readonly situation: string
}

/** Installs a meter that is in stock on a water connection that has none. Errors: E_METERING_*. */
export async function installMeter(tx: Tx, given: MeterInstallation): Promise<InstalledMeter> {
  const meter = await meterInStock(tx, given)
  await checkConnection(tx, given)
  await checkDates(tx, given, meter.id)
  const [installation] = await query<{ id: bigint }>(
    tx,
    `insert into metering_installations (municipality_id, meter_id, connection_id, installed_on, initial_reading, seal)
     values (?, ?, ?, ?, ?, ?) returning id`,
    [
      given.municipalityId,
      meter.id,
      given.connectionId,
      given.installedOn,
      given.initialReading,
      given.seal,
    ]
  )
  await query(tx, `update metering_meters set situation = 'installed' where id = ?`, [meter.id])
  await setPremiseMeter(tx, { connectionId: given.connectionId, number: given.meterNumber })
  return { installationId: installation!.id, meterId: meter.id }
}

/** The row stays locked: two operators cannot install one meter twice. */
async function meterInStock(tx: Tx, given: MeterInstallation): Promise<MeterRow> {
  const number = given.meterNumber
  const [meter] = await query<MeterRow>(
    tx,
    'select id, digits, situation from metering_meters where municipality_id = ? and number = ? for update',
    [given.municipalityId, number]
  )
  if (!meter) throw errors.E_METERING_METER_UNKNOWN({ number })
  if (meter.situation !== 'stock') {
    const option = METER_SITUATIONS.find(({ value }) => value === meter.situation)
    const label = (option?.label ?? meter.situation).toLowerCase()
    throw errors.E_METERING_METER_SITUATION({ number, situation: meter.situation, label })
  }
  if (given.initialReading >= 10 ** meter.digits) {
    const { digits } = meter
    throw errors.E_METERING_INITIAL_READING({ number, digits, reading: given.initialReading })
  }
  return meter
}

/** Locks the connection, so that the second of two simultaneous installations finds the first. */
async function checkConnection(tx: Tx, given: MeterInstallation): Promise<void> {
  const id = given.connectionId
  const [connection] = await query<{ connected_on: CivilDate }>(
    tx,
    `select connected_on from registry_connections
      where municipality_id = ? and id = ? and service = 'water' for update`,
    [given.municipalityId, id]
  )
  if (!connection) throw errors.E_METERING_CONNECTION_UNKNOWN({ id })
  const [present] = await query<{ number: string }>(
    tx,
    `select m.number from metering_installations i join metering_meters m on m.id = i.meter_id
      where i.connection_id = ? and i.removed_on is null`,
    [id]
  )
  if (present) throw errors.E_METERING_CONNECTION_METERED({ id, number: present.number })
}

/** An installation cannot start before the connection exists, nor before the meter or the connection became free. */
async function checkDates(tx: Tx, given: MeterInstallation, meterId: bigint): Promise<void> {
  const [row] = await query<{ free_on: CivilDate }>(
    tx,
    `select greatest(c.connected_on, max(i.removed_on)) as free_on
       from registry_connections c
       left join metering_installations i on i.connection_id = c.id or i.meter_id = ?
      where c.id = ? group by c.id`,
    [meterId, given.connectionId]
  )
  const limit = row!.free_on
  if (given.installedOn >= limit) return
  throw errors.E_METERING_INSTALLATION_DATE({
    date: formatDate(given.installedOn),
    limit: formatDate(limit),
  })
}
