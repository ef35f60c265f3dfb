import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { indexSearchAll } from '#core/records/index'
import { errors } from '../errors.ts'
import { type MeterRow, checkReason, refuseFuture } from './meters.ts'
import type { Doing } from './write_movement.ts'

interface NewSeal {
  readonly meter: MeterRow
  readonly number: string
  readonly on: CivilDate
  /** Code of metering.seal_reasons. */
  readonly reason: string
}

/** Puts a seal on a meter; the one that it carried stays in its history (TR-3.2.3.5). @returns the former number. */
export async function placeSeal(
  tx: Tx,
  { municipalityId, by }: Doing,
  { meter, number, on, reason }: NewSeal
): Promise<string | null> {
  if (meter.seal === number) {
    throw errors.E_METERING_SEAL_SAME({ number: meter.number, seal: number })
  }
  await refuseFuture(tx, municipalityId, on)
  await checkReason(tx, { municipalityId, reason, table: 'seal_reasons' })
  await query(
    tx,
    'update metering_seals set taken_on = greatest(placed_on, ?::date) where meter_id = ? and taken_on is null',
    [on, meter.id]
  )
  await query(
    tx,
    `insert into metering_seals (municipality_id, meter_id, number, placed_on, reason, placed_by)
     values (?, ?, ?, ?, ?, ?)`,
    [municipalityId, meter.id, number, on, reason, by]
  )
  await query(tx, 'update metering_meters set seal = ? where id = ?', [number, meter.id])
  await query(
    tx,
    'update metering_installations set seal = ? where meter_id = ? and removed_on is null',
    [number, meter.id]
  )
  await indexSearchAll(tx, 'metering.meters', municipalityId, [meter.id])
  return meter.seal
}
