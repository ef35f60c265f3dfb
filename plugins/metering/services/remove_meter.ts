import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import { setPremiseMeter } from '#plugins/registry/api'
import { errors } from '../errors.ts'
import { DESTINATIONS, words } from '../records/options.ts'
import { checkDial, checkReason, lockMeter, openInstallation, refuseFuture } from './meters.ts'
import { closeExchangeOrders } from './orders.ts'
import { type Doing, writeMovements } from './write_movement.ts'

/**
 * Payload of the extension point `metering.meter_removing`: called in the transaction of the removal, after the installation
 * is closed. Participants add to `effects` what comes of it; an issue of severity critical refuses the removal. It is called
 * in a preview too, whose transaction is undone.
 */
export interface MeterRemoving {
  readonly municipalityId: bigint
  readonly meterId: bigint
  readonly digits: number
  readonly premiseId: bigint
  readonly installedOn: CivilDate
  readonly removedOn: CivilDate
  /** m³ on the dial when it was installed, and when it comes off. */
  readonly initialReading: number
  readonly finalReading: number
  /** In Portuguese, whole sentences. */
  readonly effects: string[]
}

export interface MeterRemoval extends Doing {
  readonly meterId: bigint
  readonly removedOn: CivilDate
  /** m³ on the dial when it came off. */
  readonly finalReading: number
  readonly destination: 'stock' | 'maintenance' | 'scrapped'
  /** Code of metering.movement_reasons. */
  readonly reason: string
  readonly opinion: string
  readonly ask: (point: string, payload: MeterRemoving) => Promise<Issue[]>
}

export interface RemovedFrom {
  readonly number: string
  readonly connectionId: bigint
  readonly premiseId: bigint
  /** What comes of it, for who confirms. */
  readonly effects: readonly string[]
}

/**
 * Takes a meter off its connection, to where the person says (TR-3.2.3.8, TR-3.2.3.14). What passed through it since its last
 * reading is the residual of the next bill. Its open exchange order is done by this. Errors: E_METERING_*.
 */
export async function removeMeter(tx: Tx, given: MeterRemoval): Promise<RemovedFrom> {
  const { municipalityId, removedOn, finalReading, destination, reason, opinion } = given
  const meter = await lockMeter(tx, { municipalityId, id: given.meterId })
  const installation = await openInstallation(tx, meter)
  const { connection_id: connectionId, premise_id: premiseId, installed_on: since } = installation
  checkDial(meter, finalReading)
  await refuseFuture(tx, municipalityId, removedOn)
  if (removedOn < since) {
    const dates = { date: formatDate(removedOn), limit: formatDate(since) }
    throw errors.E_METERING_REMOVAL_DATE(dates)
  }
  await checkReason(tx, { municipalityId, reason })
  await query(
    tx,
    'update metering_installations set removed_on = ?, final_reading = ?, removal_reason = ? where id = ?',
    [removedOn, finalReading, reason, installation.id]
  )
  await query(tx, 'update metering_meters set situation = ? where id = ?', [destination, meter.id])
  await writeMovements(tx, given, [
    {
      ...{ meterId: meter.id, movedOn: removedOn, kind: 'removed', connectionId, opinion, reason },
      ...{ origin: 'installed', destination, reading: finalReading },
    },
  ])
  await setPremiseMeter(tx, { connectionId, number: null })
  await closeExchangeOrders(tx, given, { meterId: meter.id, on: removedOn })
  const removing: MeterRemoving = {
    ...{ municipalityId, meterId: meter.id, digits: meter.digits, premiseId, finalReading },
    ...{ installedOn: since, removedOn, initialReading: installation.initial_reading },
    effects: [
      `O hidrômetro ${meter.number} sai da ligação e vai para ${words(DESTINATIONS, destination)}.`,
    ],
  }
  await given.ask('metering.meter_removing', removing)
  return { number: meter.number, connectionId, premiseId, effects: removing.effects }
}
