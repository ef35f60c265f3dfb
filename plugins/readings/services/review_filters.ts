import type { Actor } from '#core/actions/index'
import { type SqlValue, type Tx, query } from '#core/database/index'
import { pointsInside } from '#core/records/index'

/** What of the queue a person wants to see; null: all. */
export interface QueueFilters {
  readonly loadId: bigint | null
  readonly groupId: bigint | null
  readonly routeId: bigint | null
  /** Code of the critique. */
  readonly reason: string | null
  readonly anomaly: string | null
  /** Second visits: still out, back, or none asked for. */
  readonly visit: 'asked' | 'returned' | 'none' | null
}

const ID = /^\d{1,18}$/
const CODE = /^[a-zA-Z0-9_]{1,40}$/
const VISITS = ['asked', 'returned', 'none'] as const

/** The filters as they stand in an address; what is no filter is left out. */
export function filtersOf(given: Readonly<Record<string, unknown>>): QueueFilters {
  const text = (name: string, pattern: RegExp) => {
    const value = String(given[name] ?? '')
    return pattern.test(value) ? value : null
  }
  const id = (name: string) => {
    const value = text(name, ID)
    return value === null ? null : BigInt(value)
  }
  return {
    loadId: id('load'),
    groupId: id('group'),
    routeId: id('route'),
    reason: text('reason', CODE),
    anomaly: text('anomaly', CODE),
    visit: VISITS.find((one) => one === given.visit) ?? null,
  }
}

/** The same as an address has them. */
export const addressOf = (filters: QueueFilters): Record<string, string> =>
  Object.fromEntries(
    Object.entries({
      load: filters.loadId,
      group: filters.groupId,
      route: filters.routeId,
      reason: filters.reason,
      anomaly: filters.anomaly,
      visit: filters.visit,
    }).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]))
  )

/** Where the queue looks: readings `r`, their items `i` and loads `l`. */
export const QUEUE_FROM = `from readings_readings r
  join readings_load_items i on i.id = r.load_item_id
  join readings_loads l on l.id = r.load_id`

const OF_VISIT = {
  asked: `i.field_review is not null`,
  returned: `r.review_line_id is not null and i.field_review is null`,
  none: `r.review_line_id is null and i.field_review is null`,
} as const

/** The held readings in the localities where the person works, narrowed by the filters. */
export function queueConditions(actor: Actor, filters: QueueFilters) {
  const inside = pointsInside('r.premise_id', 'registry.premises', actor)
  const given: readonly (readonly [sql: string, value: SqlValue | null])[] = [
    ['r.load_id = ?', filters.loadId],
    ['l.billing_group_id = ?', filters.groupId],
    ['i.route_id = ?', filters.routeId],
    ['r.hold_reason = ?', filters.reason],
    ['r.anomaly_code = ?', filters.anomaly],
  ]
  const chosen = given.flatMap(([sql, value]) => (value === null ? [] : [{ sql, value }]))
  return {
    where: [
      `r.municipality_id = ? and r.state = 'held' and r.billing <> 'superseded'`,
      ...chosen.map(({ sql }) => sql),
      ...(filters.visit ? [OF_VISIT[filters.visit]] : []),
      ...(inside ? [inside.sql] : []),
    ].join(' and '),
    bindings: [
      actor.municipalityId,
      ...chosen.map(({ value }) => value),
      ...((inside?.bindings ?? []) as readonly SqlValue[]),
    ],
  }
}

export interface Choice {
  readonly value: string
  readonly label: string
  readonly count: number
}

const CHOICES = 80

type Facet = 'group' | 'route' | 'reason' | 'anomaly'

const FACETS: Readonly<Record<Facet, { value: string; label: string; join: string }>> = {
  group: {
    value: 'l.billing_group_id::text',
    label: `min(g.code || ' ' || g.name)`,
    join: 'join registry_billing_groups g on g.id = l.billing_group_id',
  },
  route: {
    value: 'i.route_id::text',
    label: `min(t.code || ' ' || t.name)`,
    join: 'join readings_routes t on t.id = i.route_id',
  },
  reason: { value: 'r.hold_reason', label: 'min(r.message)', join: '' },
  anomaly: { value: 'r.anomaly_code', label: 'min(r.anomaly_code)', join: '' },
}

const OWN: Readonly<Record<Facet, Partial<Record<keyof QueueFilters, null>>>> = {
  group: { groupId: null, routeId: null },
  route: { routeId: null },
  reason: { reason: null },
  anomaly: { anomaly: null },
}

/** What a filter can be set to, with how many readings wait under each choice, the other filters as they are. */
export function choicesOf(
  reader: Pick<Tx, 'rawQuery'>,
  actor: Actor,
  { facet, filters }: { readonly facet: Facet; readonly filters: QueueFilters }
): Promise<Choice[]> {
  const { where, bindings } = queueConditions(actor, { ...filters, ...OWN[facet] })
  const { value, label, join } = FACETS[facet]
  return query<Choice>(
    reader,
    `select ${value} as value, ${label} as label, count(*)::int as count ${QUEUE_FROM} ${join}
      where ${where} and ${value} is not null group by 1 order by ${facet === 'group' || facet === 'route' ? '2' : '3 desc, 2'}
      limit ${CHOICES}`,
    bindings
  )
}
