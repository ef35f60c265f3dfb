import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { type CivilDate, addDays, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { errors } from '../errors.ts'
import { checkManager } from './managers.ts'
import { lockPremise, markPremise } from './premises.ts'

export const PORTFOLIO = 'large_customers.portfolio'

export interface Placed {
  readonly id: bigint
  readonly registration: string
  readonly manager: string
}

interface Taking {
  readonly premise_id: number
  readonly manager_id: number
  readonly segment?: string | null | undefined
  readonly since_on: CivilDate
}

/** A unit enters the portfolio of a manager and is marked in the registry. Errors: _UNKNOWN, _MANAGER, _TAKEN, _PUBLIC_BODY. */
export async function takeOn(context: ActionContext, given: Taking): Promise<Placed> {
  const { tx, municipalityId } = context
  const premise = await lockPremise(context, BigInt(given.premise_id))
  const { id: premiseId, registration } = premise
  const manager = await checkManager(context, given.manager_id)
  if (premise.special_kind === 'public_body')
    throw errors.E_LARGE_CUSTOMERS_PUBLIC_BODY({ registration })
  const [standing] = await query<{ name: string }>(
    tx,
    `select u.full_name as name from large_customers_portfolio p join access_users u on u.id = p.manager_id
      where p.premise_id = ? and p.until_on is null`,
    [premiseId]
  )
  if (standing) throw errors.E_LARGE_CUSTOMERS_TAKEN({ registration, manager: standing.name })
  await markPremise(context, premise, 'large_consumer')
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into large_customers_portfolio (municipality_id, premise_id, manager_id, segment, since_on)
     values (?, ?, ?, ?, ?) returning id`,
    [municipalityId, premiseId, given.manager_id, given.segment ?? null, given.since_on]
  )
  return { id: row!.id, registration, manager }
}

interface Entry {
  readonly id: bigint
  readonly premise_id: bigint
  readonly segment: string | null
  readonly since_on: CivilDate
  readonly until_on: CivilDate | null
}

/** An entry that stands, with its premise, both held. */
async function lockEntry(context: ActionContext, id: bigint) {
  const { tx, municipalityId, actor } = context
  const [entry] = await query<Entry>(
    tx,
    `select id, premise_id, segment, since_on, until_on from large_customers_portfolio
      where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!entry || (await isOutside(tx, actor, { type: PORTFOLIO, id })))
    throw errors.E_LARGE_CUSTOMERS_UNKNOWN({ what: 'unidade da carteira', id })
  if (entry.until_on)
    throw errors.E_LARGE_CUSTOMERS_ENDED({ id, until: formatDate(entry.until_on) })
  return { entry, premise: await lockPremise(context, entry.premise_id) }
}

const endEntry = ({ tx }: ActionContext, id: bigint, until: CivilDate) =>
  query(tx, 'update large_customers_portfolio set until_on = ? where id = ?', [until, id])

interface HandingOver {
  readonly id: bigint
  readonly manager_id: number
  readonly since_on: CivilDate
}

/** A unit passes to another manager; who had it stays in the history. Errors: _UNKNOWN, _ENDED, _MANAGER, _BEFORE. */
export async function handOver(context: ActionContext, given: HandingOver): Promise<Placed> {
  const { entry, premise } = await lockEntry(context, given.id)
  const manager = await checkManager(context, given.manager_id)
  const { since_on: on } = given
  if (on <= entry.since_on)
    throw errors.E_LARGE_CUSTOMERS_BEFORE({
      ...{ on: formatDate(on), since: formatDate(entry.since_on) },
    })
  await endEntry(context, entry.id, addDays(on, -1))
  const [row] = await query<{ id: bigint }>(
    context.tx,
    `insert into large_customers_portfolio (municipality_id, premise_id, manager_id, segment, since_on)
     values (?, ?, ?, ?, ?) returning id`,
    [context.municipalityId, premise.id, given.manager_id, entry.segment, on]
  )
  return { id: row!.id, registration: premise.registration, manager }
}

export interface Released {
  readonly id: bigint
  readonly registration: string
}

/** What the customer of a unit does. Errors: _UNKNOWN, _ENDED. */
export async function changeSegment(
  context: ActionContext,
  id: bigint,
  segment: string
): Promise<Released> {
  const { entry, premise } = await lockEntry(context, id)
  await query(context.tx, 'update large_customers_portfolio set segment = ? where id = ?', [
    segment,
    entry.id,
  ])
  return { id: entry.id, registration: premise.registration }
}

/** A unit is of a large customer no more: it leaves the portfolio, and its mark the registry. Errors: _UNKNOWN, _ENDED. */
export async function release(context: ActionContext, id: bigint): Promise<Released> {
  const { entry, premise } = await lockEntry(context, id)
  await markPremise(context, premise, null)
  const today = await todayIn(context.tx, context.municipalityId)
  // One that begins later never was theirs.
  const until = today < entry.since_on ? addDays(entry.since_on, -1) : today
  await endEntry(context, entry.id, until)
  return { id: entry.id, registration: premise.registration }
}
