import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

/** A meter with every place where it hung, the first first; none for one that never left the stock. */
export interface KnownMeter {
  readonly meterId: bigint
  readonly number: string
  /** Digits of the dial. */
  readonly digits: number
  readonly installations: readonly {
    readonly connectionId: bigint
    readonly premiseId: bigint
    readonly from: CivilDate
    /** The day of its removal, on which it measures no more; null while it hangs there. */
    readonly until: CivilDate | null
  }[]
}

interface Row {
  readonly id: bigint
  readonly number: string
  readonly digits: number
  readonly connection_id: bigint | null
  readonly premise_id: bigint | null
  readonly installed_on: CivilDate | null
  readonly removed_on: CivilDate | null
}

/** Meters by their numbers, in one query; numbers that no meter has are not in the map. */
export async function metersByNumber(
  tx: Tx,
  { municipalityId, numbers }: { municipalityId: bigint; numbers: readonly string[] }
): Promise<Map<string, KnownMeter>> {
  if (numbers.length === 0) return new Map()
  const rows = await query<Row>(
    tx,
    `select m.id, m.number, m.digits, i.connection_id, c.premise_id, i.installed_on, i.removed_on
       from metering_meters m
       left join metering_installations i on i.meter_id = m.id
       left join registry_connections c on c.id = i.connection_id
      where m.municipality_id = ? and m.number = any(?::text[]) order by m.id, i.installed_on, i.id`,
    [municipalityId, [...new Set(numbers)]]
  )
  return new Map(
    [...Map.groupBy(rows, ({ number }) => number)].map(([number, of]) => [
      number,
      { meterId: of[0]!.id, number, digits: of[0]!.digits, installations: of.flatMap(placeOf) },
    ])
  )
}

function placeOf(row: Row): KnownMeter['installations'] {
  if (row.connection_id === null) return []
  return [
    {
      ...{ connectionId: row.connection_id, premiseId: row.premise_id! },
      ...{ from: row.installed_on!, until: row.removed_on },
    },
  ]
}
