import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

export interface FrozenQuery {
  readonly municipalityId: bigint
  readonly premiseIds: readonly bigint[]
  readonly on: CivilDate
}

/** What each of some premises does not pay on a day; most are absent. */
export async function frozenExemptions(
  tx: Tx,
  { municipalityId, premiseIds, on }: FrozenQuery
): Promise<ReadonlyMap<bigint, string[]>> {
  const rows = await query<{ premise_id: bigint; services: string[] }>(
    tx,
    `select premise_id, array_agg(service order by service) as services from billing_exemptions
      where municipality_id = ? and premise_id = any(?::bigint[])
        and from_on <= ? and coalesce(ended_on, until_on, ?) >= ? and coalesce(until_on, ?) >= ?
      group by premise_id`,
    [municipalityId, premiseIds, on, on, on, on, on]
  )
  return new Map(rows.map(({ premise_id: id, services }) => [id, services]))
}
