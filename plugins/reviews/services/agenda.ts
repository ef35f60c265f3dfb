import { type CivilDate, addDays } from '#core/calendar/index'
import type { Actor } from '#core/actions/index'
import { type SqlValue, type Tx, query } from '#core/database/index'
import { andInside } from '#core/records/index'
import type { VisitRow } from './visits.ts'

export interface AgendaVisit extends Omit<VisitRow, 'responsible_id'> {
  readonly responsible_id: bigint
  readonly review_status: string
  readonly street: string
  readonly house_number: string | null
  readonly district: string
  readonly registration_number: string
}

const MOST = 500

interface Span {
  readonly from: CivilDate
  readonly until: CivilDate
  readonly responsibleId?: bigint | null
  readonly onlyOpen?: boolean
}

/** The visits of a span of days that the person may see, by hour. */
export function visitsBetween(
  tx: Pick<Tx, 'rawQuery'>,
  actor: Actor,
  { from, until, responsibleId = null, onlyOpen = false }: Span
): Promise<AgendaVisit[]> {
  const inside = andInside('v.review_id', 'reviews.reviews', actor)
  const bindings: SqlValue[] = [
    ...[actor.municipalityId, from, until, responsibleId, responsibleId, onlyOpen],
    ...inside.bindings,
  ]
  return query<AgendaVisit>(
    tx,
    `select v.id, v.review_id, r.number, r.status as review_status, v.responsible_id, u.full_name as responsible, v.visit_on,
            v.visit_time, v.instructions, v.status, v.finding, v.closed_at, v.closed_by_name, p.street,
            p.number as house_number, p.district, p.registration_number
       from reviews_visits v
       join reviews_reviews r on r.id = v.review_id
       join registry_premises p on p.id = r.premise_id
       join access_users u on u.id = v.responsible_id
      where v.municipality_id = ? and v.visit_on between ? and ? and (?::bigint is null or v.responsible_id = ?)
        and v.status <> 'cancelled' and (not ?::boolean or v.status = 'scheduled')${inside.sql}
      order by v.visit_on, v.visit_time, v.id limit ${MOST}`,
    bindings
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

/** Who makes visits, for the choice of the agenda. */
export const visitors = (tx: Pick<Tx, 'rawQuery'>, municipalityId: bigint) =>
  query<{ id: bigint; name: string }>(
    tx,
    'select id, name from reviews_visitors where municipality_id = ? and is_active order by name',
    [municipalityId]
  )
