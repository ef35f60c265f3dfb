import { type CivilDate, addDays } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

interface CollectorRow {
  /** Null: cases of nobody. */
  readonly id: bigint | null
  readonly name: string | null
  readonly cases: bigint
  readonly cents: bigint
  readonly due: bigint
  readonly untouched: bigint
  readonly awaited: bigint
  readonly awaited_cents: bigint
  readonly due_today: bigint
  readonly broken: bigint
}

/** Each collector with the cases they have: what waits for them today, and what was promised to them. */
export function deskRows(
  tx: Tx,
  { municipalityId, today }: { readonly municipalityId: bigint; readonly today: CivilDate }
): Promise<CollectorRow[]> {
  return query<CollectorRow>(
    tx,
    `with queue as (
       select collector_id, count(*) as cases, sum(overdue_cents)::bigint as cents, count(*) filter (where next_action_on <= ?) as due,
              count(*) filter (where last_contact_on is null or last_contact_on < opened_on) as untouched
         from collections_cases where municipality_id = ? and state = 'open' group by collector_id),
     promised as (
       select collector_id, count(*) filter (where state = 'open') as awaited,
              coalesce(sum(amount_cents) filter (where state = 'open'), 0)::bigint as cents,
              count(*) filter (where state = 'open' and due_on = ?) as due_today, count(*) filter (where state = 'broken') as broken
         from collections_promises where municipality_id = ? and (state = 'open' or state = 'broken' and ended_on > ?)
        group by collector_id)
     select q.collector_id as id, u.full_name as name, q.cases, q.cents, q.due, q.untouched, coalesce(p.awaited, 0) as awaited,
            coalesce(p.cents, 0) as awaited_cents, coalesce(p.due_today, 0) as due_today, coalesce(p.broken, 0) as broken
       from queue q
       left join promised p on p.collector_id = q.collector_id
       left join access_users u on u.id = q.collector_id
      order by q.collector_id is null desc, u.full_name`,
    [today, municipalityId, today, municipalityId, addDays(today, -7)]
  )
}
