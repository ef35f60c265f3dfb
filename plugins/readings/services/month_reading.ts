import type { CivilDate, RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { ConsumptionKind } from '../domain/frozen_facts.ts'

/** What was read at a premise for a month, as a person looks it up. Volumes in m³, decimals as text. */
export interface MonthReading {
  readonly id: bigint
  readonly reading: number | null
  readonly read_on: CivilDate
  /** Null for what was taken over from an older system. */
  readonly previous_reading: number | null
  readonly previous_read_on: CivilDate | null
  readonly kind: ConsumptionKind
  readonly measured_m3: string | null
  readonly billed_m3: string
}

/** The reading of a premise and month, with what corrections made of it; null when there is none. */
export async function monthReading(
  reader: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  { premiseId, reference }: { readonly premiseId: bigint; readonly reference: RefMonth }
): Promise<MonthReading | null> {
  const [row] = await query<MonthReading>(
    reader,
    `select r.id, coalesce(r.corrected_reading, r.reading) as reading, r.read_on, i.previous_reading, i.previous_read_on,
            r.kind, r.measured_m3, r.billed_m3
       from readings_readings r left join readings_load_items i on i.id = r.load_item_id
      where r.municipality_id = ? and r.premise_id = ? and r.reference = ?`,
    [municipalityId, premiseId, reference]
  )
  return row ?? null
}
