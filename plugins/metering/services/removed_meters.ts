import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { MeterQuery } from './active_meters.ts'

/** A meter that measured a premise's water and hangs there no more. */
export interface RemovedMeter {
  readonly meterId: bigint
  readonly number: string
  readonly digits: number
  readonly installedOn: CivilDate
  /** m³ on the dial when it was installed, and when it was taken away. */
  readonly initialReading: number
  readonly removedOn: CivilDate
  readonly finalReading: number
}

/**
 * Meters that were removed until a date, by premise, the oldest installation first, in one query. Premises that never had
 * one removed are not in the map.
 */
export async function removedMeters(
  tx: Tx,
  { municipalityId, premiseIds, on }: MeterQuery
): Promise<Map<bigint, RemovedMeter[]>> {
  if (premiseIds.length === 0) return new Map()
  const rows = await query<Row>(
    tx,
    `select c.premise_id, m.id, m.number, m.digits, i.installed_on, i.initial_reading, i.removed_on, i.final_reading
       from registry_connections c
       join metering_installations i on i.connection_id = c.id
       join metering_meters m on m.id = i.meter_id
      where c.municipality_id = ? and c.premise_id = any(?::bigint[]) and c.service = 'water' and i.removed_on <= ?
      order by i.installed_on, i.id`,
    [municipalityId, [...premiseIds], on]
  )
  const removed = new Map<bigint, RemovedMeter[]>()
  for (const row of rows) {
    const meters = removed.get(row.premise_id)
    if (meters) meters.push(meterOf(row))
    else removed.set(row.premise_id, [meterOf(row)])
  }
  return removed
}

interface Row {
  readonly premise_id: bigint
  readonly id: bigint
  readonly number: string
  readonly digits: number
  readonly installed_on: CivilDate
  readonly initial_reading: number
  readonly removed_on: CivilDate
  readonly final_reading: number
}

const meterOf = (row: Row): RemovedMeter => ({
  meterId: row.id,
  number: row.number,
  digits: row.digits,
  installedOn: row.installed_on,
  initialReading: row.initial_reading,
  removedOn: row.removed_on,
  finalReading: row.final_reading,
})
