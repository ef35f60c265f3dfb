import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { setPremiseMeter } from '#plugins/registry/api'
import { METER_SITUATIONS, words } from '../records/options.ts'
import { errors } from '../errors.ts'
import { type MeterRow, checkDial, checkReason, lockMeter, refuseFuture } from './meters.ts'
import { placeSeal } from './seals.ts'
import { closeInstallationOrders } from './installation_orders.ts'
import { type Doing, writeMovements } from './write_movement.ts'

export interface MeterInstallation extends Doing {
  readonly meterNumber: string
  readonly connectionId: bigint
  readonly installedOn: CivilDate
  /** m³ on the dial. */
  readonly initialReading: number
  readonly seal: string | null
  /** Code of metering.movement_reasons. */
  readonly reason: string
  readonly opinion: string
}

export interface InstalledMeter {
  readonly installationId: bigint
  readonly meterId: bigint
  readonly premiseId: bigint
}

/** Installs a meter that is in stock on a water connection that has none (TR-3.2.3.1, TR-3.2.3.13). Errors: E_METERING_*. */
export async function installMeter(tx: Tx, given: MeterInstallation): Promise<InstalledMeter> {
  const { municipalityId, connectionId, installedOn, initialReading, reason, opinion } = given
  const meter = await meterInStock(tx, given)
  const premiseId = await checkConnection(tx, given)
  await refuseFuture(tx, municipalityId, installedOn)
  await checkDates(tx, given, meter.id)
  await checkReason(tx, { municipalityId, reason })
  const [installation] = await query<{ id: bigint }>(
    tx,
    `insert into metering_installations
       (municipality_id, meter_id, connection_id, installed_on, initial_reading, seal, install_reason)
     values (?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, meter.id, connectionId, installedOn, initialReading],
      ...[given.seal ?? meter.seal, reason],
    ]
  )
  await query(tx, `update metering_meters set situation = 'installed' where id = ?`, [meter.id])
  await writeMovements(tx, given, [
    {
      ...{ meterId: meter.id, movedOn: installedOn, kind: 'installed', connectionId, opinion },
      ...{ origin: 'stock', destination: 'installed', reading: initialReading, reason },
    },
  ])
  if (given.seal && given.seal !== meter.seal) {
    const seal = { number: given.seal, on: installedOn, reason: 'installation' }
    await placeSeal(tx, given, { meter, ...seal })
  }
  await setPremiseMeter(tx, { connectionId, number: meter.number })
  await closeInstallationOrders(tx, given, { connectionId, meterId: meter.id, on: installedOn })
  return { installationId: installation!.id, meterId: meter.id, premiseId }
}

/** The row stays locked: two operators cannot install one meter twice. */
async function meterInStock(tx: Tx, given: MeterInstallation): Promise<MeterRow> {
  const { municipalityId, meterNumber: number } = given
  const meter = await lockMeter(tx, { municipalityId, number })
  if (meter.situation !== 'stock') {
    const { situation } = meter
    const label = words(METER_SITUATIONS, situation)
    throw errors.E_METERING_METER_SITUATION({ number, situation, label })
  }
  checkDial(meter, given.initialReading)
  return meter
}

/** Locks the connection, so that the second of two simultaneous installations finds the first. @returns its premise. */
async function checkConnection(tx: Tx, given: MeterInstallation): Promise<bigint> {
  const id = given.connectionId
  const [connection] = await query<{ premise_id: bigint }>(
    tx,
    `select premise_id from registry_connections
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
  return connection.premise_id
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
