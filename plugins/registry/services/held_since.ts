import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

interface HeldQuery {
  readonly municipalityId: bigint
  readonly premiseIds: readonly bigint[]
  readonly on: CivilDate
}

/** Since when the holder of a day answers for each of some premises; absent: there is none. */
export async function heldSince(
  tx: Tx,
  { municipalityId, premiseIds, on }: HeldQuery
): Promise<ReadonlyMap<bigint, CivilDate>> {
  const rows = await query<{ premise_id: bigint; from_on: CivilDate }>(
    tx,
    `select premise_id, from_on from registry_holdings
      where municipality_id = ? and premise_id = any(?::bigint[]) and role = 'holder' and from_on <= ?
        and coalesce(until_on, ?) >= ?`,
    [municipalityId, premiseIds, on, on, on]
  )
  return new Map(rows.map(({ premise_id: id, from_on: from }) => [id, from]))
}
