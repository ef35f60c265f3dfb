import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

/** The meter that measures a premise's water on a date. */
export interface ActiveMeter {
  readonly meterId: bigint
  readonly number: string
  /** Digits of the dial: a reading turns over at 10^digits. */
  readonly digits: number
  /** Code of its diameter, by which some tables charge; null when the register does not say it. */
  readonly size: string | null
  readonly connectionId: bigint
  readonly installedOn: CivilDate
  /** m³ on the dial when it was installed. */
  readonly initialReading: number
}

export interface MeterQuery {
  readonly municipalityId: bigint
  readonly premiseIds: readonly bigint[]
  readonly on: CivilDate
}

/**
 * Meters by premise, in one query. A meter counts from the day of its installation until the day before its removal, so on
 * the day of an exchange the new one is active. Premises without a meter are not in the map.
 */
export async function activeMeters(
  tx: Tx,
  { municipalityId, premiseIds, on }: MeterQuery
): Promise<Map<bigint, ActiveMeter>> {
  if (premiseIds.length === 0) return new Map()
  const rows = await query<Row>(
    tx,
    `select c.premise_id, m.id, m.number, m.digits, m.diameter, i.connection_id, i.installed_on, i.initial_reading
       from registry_connections c
       join metering_installations i on i.connection_id = c.id
       join metering_meters m on m.id = i.meter_id
      where c.municipality_id = ? and c.premise_id = any(?::bigint[]) and c.service = 'water'
        and i.installed_on <= ? and coalesce(i.removed_on > ?, true)`,
    [municipalityId, [...premiseIds], on, on]
  )
  return new Map(
    rows.map((row) => [
      row.premise_id,
      {
        meterId: row.id,
        number: row.number,
        digits: row.digits,
        size: row.diameter,
        connectionId: row.connection_id,
        installedOn: row.installed_on,
        initialReading: row.initial_reading,
      },
    ])
  )
}

interface Row {
  readonly premise_id: bigint
  readonly id: bigint
  readonly number: string
  readonly digits: number
  readonly diameter: string | null
  readonly connection_id: bigint
  readonly installed_on: CivilDate
  readonly initial_reading: number
}
