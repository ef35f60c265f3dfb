import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { METER_SITUATIONS, words } from '../records/options.ts'
import { errors } from '../errors.ts'
import { checkReason, lockMeter, refuseFuture } from './meters.ts'
import { type Doing, writeMovements } from './write_movement.ts'

export interface MeterTransfer extends Doing {
  readonly meterId: bigint
  readonly movedOn: CivilDate
  readonly destination: 'stock' | 'maintenance' | 'scrapped'
  readonly reason: string
  readonly opinion?: string
}

/** Moves a meter that hangs nowhere between stock, maintenance and scrap. @returns its number and where it was. */
export async function sendMeter(
  tx: Tx,
  given: MeterTransfer
): Promise<{ readonly number: string; readonly origin: string }> {
  const { municipalityId, movedOn, destination, reason, opinion } = given
  const meter = await lockMeter(tx, { municipalityId, id: given.meterId })
  const { number, situation } = meter
  if (situation === 'installed') throw errors.E_METERING_INSTALLED({ number })
  if (situation === destination) {
    const label = words(METER_SITUATIONS, situation)
    throw errors.E_METERING_SAME_PLACE({ number, situation, label })
  }
  await refuseFuture(tx, municipalityId, movedOn)
  await checkReason(tx, { municipalityId, reason })
  await query(tx, 'update metering_meters set situation = ? where id = ?', [destination, meter.id])
  await writeMovements(tx, given, [
    {
      ...{ meterId: meter.id, movedOn, kind: 'sent', origin: situation, destination, reason },
      ...(opinion ? { opinion } : {}),
    },
  ])
  return { number, origin: situation }
}
