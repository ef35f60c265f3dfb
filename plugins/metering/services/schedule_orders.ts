import { type CivilDate, addDays, parts } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { municipalCalendar } from '#core/holidays/index'
import { AGENDA, type AgendaPolicy } from '../configuration/parameters.ts'
import { placeOrders } from '../domain/place_orders.ts'
import { errors } from '../errors.ts'
import type { Doing } from './write_movement.ts'

/** How far ahead a day with room is looked for. */
const DAYS_AHEAD = 180

export interface Team {
  readonly municipalityId: bigint
  readonly team: string
}

/** How many orders a team does on a day. */
export async function dailyCapacity(tx: Pick<Tx, 'rawQuery'>, { municipalityId, team }: Team) {
  const { default_per_day: standing, teams } = await agendaPolicy(tx, municipalityId)
  return teams.find((one) => one.team === team)?.per_day ?? standing
}

export const agendaPolicy = (tx: Pick<Tx, 'rawQuery'>, municipalityId: bigint) =>
  parameterWithin<AgendaPolicy>(tx, { key: AGENDA, municipalityId })

export interface Placing extends Team {
  readonly orderIds: readonly bigint[]
  readonly from: CivilDate
  /** Nothing later is looked for: the day itself, or none. */
  readonly until?: CivilDate
}

/**
 * Gives orders a day of a team, in their sequence, on the first working days with room from one on. What an order had before is
 * superseded and stays. @returns the day of each; @throws E_METERING_TEAM_FULL when none finds a day
 */
export async function scheduleOrders(
  tx: Tx,
  doing: Doing,
  { team, orderIds, from, until, today }: Placing & { readonly today: CivilDate }
): Promise<ReadonlyMap<bigint, CivilDate>> {
  const { municipalityId, by, at } = doing
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('metering.agenda', ?))`, [
    municipalityId,
  ])
  const last = until ?? addDays(from, DAYS_AHEAD)
  const days = await freeDays(tx, { municipalityId, team, from, until: last })
  const placed = placeOrders(orderIds, days)
  if (orderIds.length && !placed.length) throw errors.E_METERING_TEAM_FULL({ team })
  const ids = placed.map(({ order }) => order)
  const on = placed.map(({ day }) => day)
  await query(
    tx,
    `update metering_schedules set superseded_on = ?::date where order_id = any(?::bigint[]) and superseded_on is null`,
    [today, ids]
  )
  await query(
    tx,
    `insert into metering_schedules (municipality_id, order_id, team, scheduled_on, scheduled_at, scheduled_by)
     select ?, o.id, ?, o.day, ?, ? from unnest(?::bigint[], ?::date[]) as o (id, day)`,
    [municipalityId, team, at, by, ids, on]
  )
  await query(
    tx,
    `update metering_orders o set scheduled_on = s.day, team = ?
       from unnest(?::bigint[], ?::date[]) as s (id, day) where o.id = s.id`,
    [team, ids, on]
  )
  return new Map(placed.map(({ order, day }) => [order, day]))
}

/** Working days of the calendar of service with what the team still takes on each. */
async function freeDays(
  tx: Tx,
  given: Team & { readonly from: CivilDate; readonly until: CivilDate }
) {
  const { municipalityId, team, from, until } = given
  const perDay = await dailyCapacity(tx, given)
  const calendar = await municipalCalendar(tx, {
    ...{ municipalityId, kind: 'service' },
    ...{ firstYear: parts(from).year, lastYear: parts(until).year },
  })
  const taken = await query<{ day: CivilDate; n: number }>(
    tx,
    `select scheduled_on as day, count(*)::int as n from metering_orders
      where municipality_id = ? and team = ? and state <> 'cancelled' and scheduled_on between ?::date and ?::date group by 1`,
    [municipalityId, team, from, until]
  )
  const of = new Map(taken.map(({ day, n }) => [day, n]))
  const days = []
  for (let day = from; day <= until; day = addDays(day, 1)) {
    if (calendar.isBusinessDay(day)) days.push({ day, free: perDay - (of.get(day) ?? 0) })
  }
  return days
}
