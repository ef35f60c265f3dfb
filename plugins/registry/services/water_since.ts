import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

interface Asked {
  readonly municipalityId: bigint
  readonly premiseIds: readonly bigint[]
}

/** Since when the water of some premises is as it is now: cut, for instance. Premises without water are not in the map. */
export async function waterSince(
  tx: Tx,
  { municipalityId, premiseIds }: Asked
): Promise<ReadonlyMap<bigint, CivilDate>> {
  if (premiseIds.length === 0) return new Map()
  const rows = await query<{ premise_id: bigint; since: CivilDate }>(
    tx,
    `select c.premise_id, coalesce(s.from_on, c.connected_on) as since
       from registry_connections c
       left join registry_connection_situations s
         on s.municipality_id = c.municipality_id and s.connection_id = c.id and s.until_on is null
      where c.municipality_id = ? and c.premise_id = any(?::bigint[]) and c.service = 'water'`,
    [municipalityId, premiseIds]
  )
  return new Map(rows.map((row) => [row.premise_id, row.since]))
}
