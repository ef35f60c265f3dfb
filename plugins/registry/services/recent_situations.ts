import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

/** A situation of a connection, from a day on until the next one; null: since before the days asked. */
export interface SituationSpan {
  readonly situation: string
  readonly from: CivilDate | null
}

/** By service, in the order of days; a service without a connection is left out. */
export type RecentSituations = Readonly<Partial<Record<'water' | 'sewage', SituationSpan[]>>>

interface Row extends SituationSpan {
  readonly premise_id: bigint
  readonly service: 'water' | 'sewage'
}

/**
 * How the connections of some premises changed after a day: those connected, cut, plugged, suppressed or connected again since.
 * Premises whose connections stayed as they were are absent: nearly all.
 */
export async function recentSituations(
  tx: Tx,
  { premiseIds, after }: { readonly premiseIds: readonly bigint[]; readonly after: CivilDate }
): Promise<ReadonlyMap<bigint, RecentSituations>> {
  if (premiseIds.length === 0) return new Map()
  const rows = await query<Row>(
    tx,
    `with changed as (
       select c.id, c.municipality_id, c.premise_id, c.service, c.situation, c.connected_on from registry_connections c
        where c.premise_id = any(?::bigint[])
          and (c.connected_on > ? or exists (
            select from registry_connection_situations s
             where s.municipality_id = c.municipality_id and s.connection_id = c.id and s.from_on > ?)))
     select c.premise_id, c.service, coalesce(s.situation, c.situation) as situation,
            case when coalesce(s.from_on, c.connected_on) > ? then coalesce(s.from_on, c.connected_on) end as "from"
       from changed c
       left join registry_connection_situations s on s.municipality_id = c.municipality_id and s.connection_id = c.id
        and coalesce(s.until_on, 'infinity') >= ?
      order by c.premise_id, c.service, s.from_on`,
    [premiseIds, after, after, after, after]
  )
  const byPremise = Map.groupBy(rows, ({ premise_id: id }) => id)
  return new Map([...byPremise].map(([id, own]) => [id, situationsOf(own)]))
}

function situationsOf(rows: readonly Row[]): RecentSituations {
  const services = Map.groupBy(rows, ({ service }) => service)
  return Object.fromEntries(
    [...services].map(([service, own]) => [
      service,
      own.map(({ situation, from }) => ({ situation, from })),
    ])
  )
}
