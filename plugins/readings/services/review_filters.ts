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
  /** Readings of large customers, or those of everybody else. */
  readonly queue: 'large' | null
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
    queue: given.queue === 'large' ? 'large' : null,
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
      queue: filters.queue,
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

/** Whether the premise of a reading `r` is marked as a large customer in the registry. */
export const LARGE = `exists (select from registry_premises p where p.id = r.premise_id and p.special_kind = 'large_consumer')`

/** The readings `r` of a queue; where large customers have none of their own, all stand in one. */
const queueSql = (queue: QueueFilters['queue'], isSeparate: boolean): string =>
  isSeparate ? ` and ${queue === 'large' ? '' : 'not '}${LARGE}` : ''

export interface QueueScope {
  readonly actor: Actor
  /** Whether large customers have a queue of their own. */
  readonly isSeparate: boolean
}

/** The held readings in the localities where the person works, narrowed by the filters. */
export function queueConditions({ actor, isSeparate }: QueueScope, filters: QueueFilters) {
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
      `r.municipality_id = ? and r.state = 'held' and r.billing <> 'superseded'${queueSql(filters.queue, isSeparate)}`,
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

interface FacetSql {
  readonly column: string
  readonly label: string
  readonly join: string
  readonly order: string
}

const FACETS: Readonly<Record<Facet, FacetSql>> = {
  group: {
    ...{ column: 'h.group_id', label: `min(g.code || ' ' || g.name)`, order: 'label' },
    join: 'join registry_billing_groups g on g.id = h.group_id',
  },
  route: {
    ...{ column: 'h.route_id', label: `min(t.code || ' ' || t.name)`, order: 'label' },
    join: 'join readings_routes t on t.id = h.route_id',
  },
  reason: { column: 'h.reason', label: 'min(h.message)', join: '', order: 'count desc, label' },
  anomaly: { column: 'h.anomaly', label: 'h.anomaly', join: '', order: 'count desc, label' },
}

/** What a facet leaves aside: its own filter, and a group also the route within it. */
const OWN: Readonly<Record<Facet, readonly Facet[]>> = {
  group: ['group', 'route'],
  route: ['route'],
  reason: ['reason'],
  anomaly: ['anomaly'],
}

/** The held readings once, then each facet over them, the other filters as they are. */
function choicesSql(chosen: Readonly<Record<Facet, SqlValue | null>>, where: string) {
  const facets = Object.keys(FACETS) as Facet[]
  const bindings: SqlValue[] = []
  const parts = facets.map((facet) => {
    const { column, label, join, order } = FACETS[facet]
    const others = facets.filter((one) => !OWN[facet].includes(one) && chosen[one] !== null)
    bindings.push(...others.map((one) => chosen[one]!))
    const narrowed = others.map((one) => ` and ${FACETS[one].column} = ?`).join('')
    return `(select '${facet}' as facet, ${column}::text as value, ${label} as label, count(*)::int as count
       from held h ${join} where ${column} is not null${narrowed} group by ${column} order by ${order} limit ${CHOICES})`
  })
  const sql = `with held as materialized (
      select l.billing_group_id as group_id, i.route_id, r.hold_reason as reason, r.anomaly_code as anomaly, r.message
        ${QUEUE_FROM} where ${where})
    ${parts.join(' union all ')}`
  return { sql, bindings }
}

/** What each filter can be set to, with how many readings wait under each choice. */
export async function choicesOf(
  reader: Pick<Tx, 'rawQuery'>,
  scope: QueueScope,
  filters: QueueFilters
): Promise<Readonly<Record<Facet, readonly Choice[]>>> {
  const all = { groupId: null, routeId: null, reason: null, anomaly: null }
  const base = queueConditions(scope, { ...filters, ...all })
  const { groupId: group, routeId: route, reason, anomaly } = filters
  const { sql, bindings } = choicesSql({ group, route, reason, anomaly }, base.where)
  const rows = await query<Choice & { facet: Facet }>(reader, sql, [...base.bindings, ...bindings])
  const of = (wanted: Facet) => rows.filter(({ facet }) => facet === wanted)
  return {
    group: of('group'),
    route: of('route'),
    reason: of('reason'),
    anomaly: of('anomaly'),
  }
}
