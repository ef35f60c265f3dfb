import type { Actor } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { andInside } from '#core/records/index'

type Reader = Pick<Tx, 'rawQuery'>

export interface AgendaWanted {
  readonly from: CivilDate
  readonly until: CivilDate
  readonly team: string | null
  readonly localityId: bigint | null
}

export interface AgendaOrder {
  readonly order_id: bigint
  readonly number: string
  readonly kind: string
  readonly state: 'open' | 'done' | 'cancelled'
  readonly team: string
  readonly scheduled_on: CivilDate
  readonly is_moved: boolean
  readonly meter_id: bigint | null
  readonly meter: string | null
  readonly premise_id: bigint | null
  readonly registration_number: string | null
  readonly address: string | null
  readonly locality: string | null
  readonly is_done: boolean
}

/**
 * What stood in the agenda on each day, and whether it was done: an order that was given another day on its own day or later was
 * not done on it; one that was moved, or cancelled, before its day no longer stood there.
 */
export async function agendaBetween(
  reader: Reader,
  actor: Actor,
  { from, until, team, localityId }: AgendaWanted
): Promise<AgendaOrder[]> {
  const inside = andInside('o.premise_id', 'registry.premises', actor)
  return query<AgendaOrder>(
    reader,
    `select s.order_id, o.number, o.kind, o.state, s.team, s.scheduled_on, s.superseded_on is not null as is_moved,
            o.meter_id, m.number as meter, o.premise_id, p.registration_number,
            concat_ws(', ', p.street, p.number) as address, l.name as locality,
            (s.superseded_on is null and o.state = 'done') as is_done
       from metering_schedules s
       join metering_orders o on o.id = s.order_id
       left join metering_meters m on m.id = o.meter_id
       left join registry_premises p on p.id = o.premise_id
       left join registry_localities l on l.id = p.locality_id
      where s.municipality_id = ? and s.scheduled_on between ?::date and ?::date
        and (s.superseded_on is null or s.superseded_on >= s.scheduled_on)
        and (o.state <> 'cancelled' or o.closed_on >= s.scheduled_on)
        and (?::text is null or s.team = ?) and (?::bigint is null or p.locality_id = ?)${inside.sql}
      order by s.scheduled_on, s.team, is_done, l.name, p.street, o.id limit 2000`,
    [...[actor.municipalityId, from, until, team, team, localityId, localityId], ...inside.bindings]
  )
}

export interface Waiting {
  readonly kind: string
  readonly locality_id: bigint | null
  readonly locality: string | null
  readonly n: number
  readonly oldest: CivilDate
}

/** Open orders without a day, or whose day passed, by what is to be done and where. */
export async function waitingOrders(
  reader: Reader,
  actor: Actor,
  today: CivilDate
): Promise<Waiting[]> {
  const inside = andInside('o.premise_id', 'registry.premises', actor)
  return query<Waiting>(
    reader,
    `select o.kind, p.locality_id, l.name as locality, count(*)::int as n, min(o.opened_on) as oldest
       from metering_orders o
       left join registry_premises p on p.id = o.premise_id
       left join registry_localities l on l.id = p.locality_id
      where o.municipality_id = ? and o.state = 'open' and (o.scheduled_on is null or o.scheduled_on < ?::date)${inside.sql}
      group by 1, 2, 3 order by o.kind, n desc`,
    [actor.municipalityId, today, ...inside.bindings]
  )
}

export interface WaitingWanted {
  readonly today: CivilDate
  readonly kind: string | null
  readonly localityId: bigint | null
  readonly most: number
}

/** The first of those, neighbours together, the oldest asked first within a street. */
export async function waitingIds(
  tx: Tx,
  actor: Actor,
  { today, kind, localityId, most }: WaitingWanted
): Promise<bigint[]> {
  const inside = andInside('o.premise_id', 'registry.premises', actor)
  const rows = await query<{ id: bigint }>(
    tx,
    `select o.id from metering_orders o left join registry_premises p on p.id = o.premise_id
      where o.municipality_id = ? and o.state = 'open' and (o.scheduled_on is null or o.scheduled_on < ?::date)
        and (?::text is null or o.kind = ?) and (?::bigint is null or p.locality_id = ?)${inside.sql}
      order by p.locality_id nulls last, p.street, o.opened_on, o.id limit ? for update of o`,
    [
      ...[actor.municipalityId, today, kind, kind, localityId, localityId],
      ...[...inside.bindings, most],
    ]
  )
  return rows.map(({ id }) => id)
}

/** Teams that have orders or a capacity of their own. */
export async function knownTeams(
  reader: Reader,
  municipalityId: bigint,
  named: readonly string[]
): Promise<string[]> {
  const rows = await query<{ team: string }>(
    reader,
    `select team from metering_orders where municipality_id = ? and state = 'open' group by 1
     union select unnest(?::text[]) order by 1`,
    [municipalityId, named]
  )
  return rows.map(({ team }) => team)
}
