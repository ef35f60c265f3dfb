import type { ActionContext } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import type { ProposedChange } from '#core/records/index'
import { errors } from '../errors.ts'

export interface RouteRef {
  readonly id: bigint
  readonly code: string
  readonly name: string
  readonly billingGroupId: bigint
  readonly localityId: bigint
}

interface RouteRow {
  readonly id: bigint
  readonly code: string
  readonly name: string
  readonly billing_group_id: bigint
  readonly locality_id: bigint
}

/** A route, its row locked: whoever orders its stops does so one after the other. @throws E_READINGS_ROUTE_UNKNOWN */
export async function lockRoute(tx: Tx, municipalityId: bigint, id: bigint): Promise<RouteRef> {
  const [row] = await query<RouteRow>(
    tx,
    `select id, code, name, billing_group_id, locality_id from readings_routes
      where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!row) throw errors.E_READINGS_ROUTE_UNKNOWN({ id })
  const { billing_group_id: billingGroupId, locality_id: localityId, ...rest } = row
  return { ...rest, billingGroupId, localityId }
}

/** A route with stops stays in its billing group. @throws BusinessError E_READINGS_ROUTE_IN_USE */
export async function keepGroup(
  { tx }: ActionContext,
  { id, before, changes }: ProposedChange
): Promise<void> {
  const wanted = changes.billing_group_id
  if (id === null || wanted === undefined) return
  if (String(wanted) === String(before?.billing_group_id)) return
  if ((await lastPosition(tx, id)) > 0) throw errors.E_READINGS_ROUTE_IN_USE({ id })
}

export interface Stop {
  readonly id: bigint
  readonly routeId: bigint
  readonly sequence: number
  readonly registration: string
}

/** A stop and its route, locked. @throws E_READINGS_STOP_UNKNOWN */
export async function lockStop(tx: Tx, municipalityId: bigint, id: bigint): Promise<Stop> {
  const find = () =>
    query<{ route_id: bigint; sequence: number; registration_number: string }>(
      tx,
      `select s.route_id, s.sequence, p.registration_number
         from readings_route_stops s join registry_premises p on p.id = s.premise_id
        where s.municipality_id = ? and s.id = ?`,
      [municipalityId, id]
    )
  const [found] = await find()
  if (!found) throw errors.E_READINGS_STOP_UNKNOWN({ id })
  await lockRoute(tx, municipalityId, found.route_id)
  const [row] = await find()
  if (!row) throw errors.E_READINGS_STOP_UNKNOWN({ id })
  const { route_id: routeId, sequence, registration_number: registration } = row
  return { id, routeId, sequence, registration }
}

/** Last position of a route; 0 when it is empty. */
export async function lastPosition(tx: Tx, routeId: bigint): Promise<number> {
  const [row] = await query<{ last: number }>(
    tx,
    'select coalesce(max(sequence), 0)::int as last from readings_route_stops where route_id = ?',
    [routeId]
  )
  return row!.last
}

/** Gives the stops of a route the positions 1 to n in the order that they stand in. */
async function renumber(tx: Tx, routeId: bigint): Promise<void> {
  await query(
    tx,
    `update readings_route_stops s set sequence = n.place
       from (select id, row_number() over (order by sequence, id)::int as place
               from readings_route_stops where route_id = ?) n
      where s.id = n.id and s.sequence <> n.place`,
    [routeId]
  )
}

/** Moves the stops from a position on, by one; the order of the others stays. */
async function makeRoom(tx: Tx, routeId: bigint, position: number): Promise<void> {
  await query(
    tx,
    'update readings_route_stops set sequence = sequence + 1 where route_id = ? and sequence >= ?',
    [routeId, position]
  )
}

/**
 * Moves a stop to another position of its route; the others make room, with no gap and no number twice. A position past the
 * end is the end. @returns the position that it has now.
 */
export async function moveStop(tx: Tx, stop: Stop, wanted: number): Promise<number> {
  await renumber(tx, stop.routeId)
  const position = Math.min(wanted, await lastPosition(tx, stop.routeId))
  await query(
    tx,
    `update readings_route_stops s set sequence = n.place
       from (select o.id, row_number() over (order by o.sequence)::int as place
               from (select id, case when id = ? then ?::numeric + case when sequence < ? then 0.5 else -0.5 end
                                     else sequence end as sequence
                       from readings_route_stops where route_id = ?) o) n
      where s.id = n.id and s.sequence <> n.place`,
    [stop.id, position, position, stop.routeId]
  )
  return position
}

export interface Placement {
  readonly route: RouteRef
  readonly premiseId: bigint
  /** Null: at the end. */
  readonly position: number | null
}

export interface PlacedPremise {
  readonly registration: string
  readonly position: number
  /** Where it stood before. */
  readonly former: { readonly code: string; readonly sequence: number } | null
}

/**
 * Puts a premise at a position of a route; what stands there and after makes room. One that stands in another route leaves
 * it. Errors: E_READINGS_PREMISE_UNKNOWN, E_READINGS_ROUTE_GROUP.
 */
export async function placePremise(
  tx: Tx,
  municipalityId: bigint,
  { route, premiseId, position }: Placement
): Promise<PlacedPremise> {
  const [premise] = await query<{ registration_number: string; billing_group_id: bigint }>(
    tx,
    'select registration_number, billing_group_id from registry_premises where municipality_id = ? and id = ?',
    [municipalityId, premiseId]
  )
  if (!premise) throw errors.E_READINGS_PREMISE_UNKNOWN({ id: premiseId })
  const { registration_number: registration } = premise
  if (premise.billing_group_id !== route.billingGroupId) {
    throw errors.E_READINGS_ROUTE_GROUP({ registration, route: route.code })
  }
  const former = await takeOut(tx, premiseId)
  const end = (await lastPosition(tx, route.id)) + 1
  const place = Math.min(position ?? end, end)
  await makeRoom(tx, route.id, place)
  await query(
    tx,
    'insert into readings_route_stops (municipality_id, route_id, premise_id, sequence) values (?, ?, ?, ?)',
    [municipalityId, route.id, premiseId, place]
  )
  await renumber(tx, route.id)
  return { registration, position: place, former }
}

/** Takes a premise out of the route in which it stands; the others close the gap. */
export async function takeOut(tx: Tx, premiseId: bigint): Promise<PlacedPremise['former']> {
  const [gone] = await query<{ route_id: bigint; sequence: number; code: string }>(
    tx,
    `delete from readings_route_stops s using readings_routes r
      where s.premise_id = ? and r.id = s.route_id returning s.route_id, s.sequence, r.code`,
    [premiseId]
  )
  if (!gone) return null
  await renumber(tx, gone.route_id)
  return { code: gone.code, sequence: gone.sequence }
}

/** Takes a stop off its route; the others close the gap. */
export async function removeStop(tx: Tx, stop: Stop): Promise<void> {
  await query(tx, 'delete from readings_route_stops where id = ?', [stop.id])
  await renumber(tx, stop.routeId)
}

/** The number of a door as a number; what has none comes last in its street. */
export const DOOR_SQL = `nullif(substring(p.number from '[0-9]{1,9}'), '')::bigint`

/** Has water or sewage that is on, or could be again: to be visited and billed. */
const TO_BILL_SQL = `exists (
  select from registry_connections b where b.premise_id = p.id and b.situation in ('active', 'cut_standpipe', 'cut_branch'))`

/** Stands in no route. */
export const HOMELESS_SQL = `not exists (select from readings_route_stops s where s.premise_id = p.id) and ${TO_BILL_SQL}`

export type SequenceOrder = 'street' | 'property' | 'reverse'

const ORDERS: Readonly<Record<SequenceOrder, string>> = {
  street: `p.street, ${DOOR_SQL} nulls last, p.number, p.complement nulls first, s.id`,
  property: 'l.title nulls last, p.registration_number, s.id',
  reverse: 's.sequence desc, s.id desc',
}

/** Orders all stops of a route at once: 1 to n. @returns how many, and how many of them changed position. */
export async function sequenceRoute(
  tx: Tx,
  routeId: bigint,
  order: SequenceOrder
): Promise<{ readonly stops: number; readonly moved: number }> {
  const moved = await query<{ id: bigint }>(
    tx,
    `update readings_route_stops s set sequence = n.place
       from (select s.id, row_number() over (order by ${ORDERS[order]})::int as place
               from readings_route_stops s join registry_premises p on p.id = s.premise_id
               left join registry_lots l on l.id = p.lot_id
              where s.route_id = ?) n
      where s.id = n.id and s.sequence <> n.place returning s.id`,
    [routeId]
  )
  const stops = await lastPosition(tx, routeId)
  if (stops === 0) throw errors.E_READINGS_ROUTE_EMPTY({ id: routeId })
  return { stops, moved: moved.length }
}
