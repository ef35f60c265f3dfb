import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

export interface ConnectedSinceQuery {
  readonly premiseIds: readonly bigint[]
  /** Only connections and reconnections after this day. */
  readonly after: CivilDate
}

/**
 * The day of the last connection or reconnection of some premises, of water or, where there is none, of sewage. Only those
 * after a day are answered: most premises have been connected for years, and are absent.
 */
export async function connectedSince(
  tx: Tx,
  { premiseIds, after }: ConnectedSinceQuery
): Promise<ReadonlyMap<bigint, CivilDate>> {
  const rows = await query<{ premise_id: bigint; since: CivilDate }>(
    tx,
    `select premise_id, since from (
       select distinct on (c.premise_id) c.premise_id, greatest(c.connected_on, s.from_on) as since
         from registry_connections c
         left join registry_connection_situations s
           on s.municipality_id = c.municipality_id and s.connection_id = c.id and s.until_on is null and s.situation = 'active'
        where c.premise_id = any(?::bigint[])
        order by c.premise_id, c.service desc) last
      where since > ?`,
    [premiseIds, after]
  )
  return new Map(rows.map(({ premise_id: id, since }) => [id, since]))
}
