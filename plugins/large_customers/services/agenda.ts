import type { Actor } from '#core/actions/index'
import { type CivilDate, addDays } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { andInside } from '#core/records/index'

export interface AgendaVisit {
  readonly id: bigint
  readonly prospect_id: bigint | null
  readonly premise_id: bigint | null
  readonly visited: string
  readonly place: string | null
  readonly purpose: string
  readonly responsible: string
  readonly visit_on: CivilDate
  readonly visit_time: string
  readonly status: string
}

const MOST = 500

interface Span {
  readonly from: CivilDate
  readonly until: CivilDate
  /** Null: of everybody. */
  readonly responsibleId: bigint | null
}

/** The visits of a span of days that the person may see, by day and hour; those called off are left out. */
export function visitsBetween(
  tx: Pick<Tx, 'rawQuery'>,
  actor: Actor,
  { from, until, responsibleId }: Span
): Promise<AgendaVisit[]> {
  const inside = andInside('v.id', 'large_customers.visits', actor)
  return query<AgendaVisit>(
    tx,
    `select v.id, v.prospect_id, v.premise_id, coalesce(s.name, p.holder_name, p.registration_number) as visited,
            case when s.id is not null then nullif(concat_ws(', ', s.street, s.number, s.district, s.city), '')
                 else concat_ws(', ', p.street, p.number, p.district) end as place,
            o.title as purpose, u.full_name as responsible, v.visit_on, v.visit_time, v.status
       from large_customers_visits v
       join access_users u on u.id = v.responsible_id
       join large_customers_purposes o on o.municipality_id = v.municipality_id and o.code = v.purpose
       left join large_customers_prospects s on s.id = v.prospect_id
       left join registry_premises p on p.id = v.premise_id
      where v.municipality_id = ? and v.visit_on between ? and ? and (?::bigint is null or v.responsible_id = ?)
        and v.status <> 'cancelled'${inside.sql}
      order by v.visit_on, v.visit_time, v.id limit ${MOST}`,
    [actor.municipalityId, from, until, responsibleId, responsibleId, ...inside.bindings]
  )
}

/** Visits by day, each day of the span present. */
export function byDay(visits: readonly AgendaVisit[], from: CivilDate, days: number) {
  const grouped = Map.groupBy(visits, ({ visit_on: on }) => on)
  return Array.from({ length: days }, (_, index) => {
    const day = addDays(from, index)
    return { day, visits: grouped.get(day) ?? [] }
  })
}
