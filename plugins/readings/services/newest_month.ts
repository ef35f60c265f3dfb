import type { CivilDate, RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

/** The last load of a premise, and whom it took for the holder. */
export interface NewestMonth {
  readonly reference: RefMonth
  readonly holderId: bigint | null
  /** Until when the premise was billed before it; null for a new one. */
  readonly billedUntil: CivilDate | null
}

/** The newest load that has a premise; null where none has. */
export async function newestMonth(
  tx: Tx,
  { municipalityId, premiseId }: { readonly municipalityId: bigint; readonly premiseId: bigint }
): Promise<NewestMonth | null> {
  const [row] = await query<{
    reference: RefMonth
    holder: string | null
    billed_until: CivilDate | null
  }>(
    tx,
    `select l.reference, i.facts::jsonb ->> 'holder' as holder, i.facts::jsonb ->> 'billed_until' as billed_until
       from readings_load_items i join readings_loads l on l.id = i.load_id
      where i.municipality_id = ? and i.premise_id = ? order by l.reference desc limit 1`,
    [municipalityId, premiseId]
  )
  if (!row) return null
  const { reference, holder, billed_until: billedUntil } = row
  return { reference, holderId: holder === null ? null : BigInt(holder), billedUntil }
}
