import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { tell } from '#core/alerts/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { isOutside } from '#core/records/index'
import { errors } from '../errors.ts'
import { checkManager } from './managers.ts'
import { lockPremise } from './premises.ts'
import { lockProspect } from './prospects.ts'

export const VISIT = 'large_customers.visits'

/** When a visit is made and by whom. */
export interface VisitPlan {
  readonly responsible_id: number
  readonly visit_on: CivilDate
  /** `HH:MM` in the municipality. */
  readonly visit_time: string
}

export interface Visit {
  readonly id: bigint
  readonly responsible_id: bigint
  readonly responsible: string
  readonly visit_on: CivilDate
  readonly visit_time: string
  readonly status: string
  /** Who is visited: the prospect, or the holder and the registration of the unit. */
  readonly visited: string
}

export const whenOf = (visit: Pick<Visit, 'visit_on' | 'visit_time'>): string =>
  `${formatDate(visit.visit_on)} às ${visit.visit_time}`

async function findVisit(tx: Tx, municipalityId: bigint, id: bigint): Promise<Visit | undefined> {
  const [row] = await query<Visit>(
    tx,
    `select v.id, v.responsible_id, u.full_name as responsible, v.visit_on, v.visit_time, v.status,
            coalesce(s.name, p.holder_name, p.registration_number) as visited
       from large_customers_visits v
       join access_users u on u.id = v.responsible_id
       left join large_customers_prospects s on s.id = v.prospect_id
       left join registry_premises p on p.id = v.premise_id
      where v.municipality_id = ? and v.id = ? for update of v`,
    [municipalityId, id]
  )
  return row
}

/** A visit that is still to be made. Errors: _UNKNOWN, _VISIT_OVER. */
async function lockVisit({ tx, municipalityId, actor }: ActionContext, id: bigint): Promise<Visit> {
  const visit = await findVisit(tx, municipalityId, id)
  if (!visit || (await isOutside(tx, actor, { type: VISIT, id })))
    throw errors.E_LARGE_CUSTOMERS_UNKNOWN({ what: 'visita', id })
  if (visit.status !== 'scheduled')
    throw errors.E_LARGE_CUSTOMERS_VISIT_OVER({ id, when: whenOf(visit) })
  return visit
}

export interface Scheduling {
  readonly prospectId: bigint | null
  readonly premiseId: bigint | null
  readonly purpose: string
  readonly details: string | null
  readonly plan: VisitPlan
}

/** A visit in the agenda of who makes it. Errors: _VISIT_TO, _UNKNOWN, _PROSPECT_ENDED, _MANAGER, _VISIT_PAST. */
export async function scheduleVisit(context: ActionContext, given: Scheduling): Promise<Visit> {
  const { tx, municipalityId } = context
  const { prospectId, premiseId, plan } = given
  if ((prospectId === null) === (premiseId === null)) throw errors.E_LARGE_CUSTOMERS_VISIT_TO()
  if (prospectId !== null) await lockProspect(context, prospectId)
  const premise = premiseId === null ? null : await lockPremise(context, premiseId)
  await checkPlan(context, plan)
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into large_customers_visits (municipality_id, prospect_id, premise_id, customer_id, purpose, details, responsible_id,
       visit_on, visit_time) values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, prospectId, premiseId, premise?.holder_id ?? null, given.purpose],
      ...[given.details, plan.responsible_id, plan.visit_on, plan.visit_time],
    ]
  )
  const visit = (await findVisit(tx, municipalityId, row!.id))!
  await tellVisitor(context, visit, 'Visita para você')
  return visit
}

export interface Rescheduled {
  readonly before: Visit
  readonly after: Visit
}

/** Another day, hour or person. Errors: _UNKNOWN, _VISIT_OVER, _MANAGER, _VISIT_PAST. */
export async function rescheduleVisit(
  context: ActionContext,
  id: bigint,
  plan: VisitPlan
): Promise<Rescheduled> {
  const { tx, municipalityId } = context
  const before = await lockVisit(context, id)
  await checkPlan(context, plan)
  await query(
    tx,
    'update large_customers_visits set responsible_id = ?, visit_on = ?, visit_time = ? where id = ?',
    [plan.responsible_id, plan.visit_on, plan.visit_time, id]
  )
  const after = (await findVisit(tx, municipalityId, id))!
  await tellVisitor(context, after, 'Visita remarcada')
  return { before, after }
}

/** A visit that was made, with its report, or is called off, without. Errors: _UNKNOWN, _VISIT_OVER, _REPORT. */
export async function endVisit(
  context: ActionContext,
  id: bigint,
  status: 'done' | 'cancelled',
  report: string | null = null
): Promise<Visit> {
  const { tx, actor, now } = context
  const visit = await lockVisit(context, id)
  if (status === 'done' && !report) throw errors.E_LARGE_CUSTOMERS_REPORT({ id })
  await query(
    tx,
    'update large_customers_visits set status = ?, report = ?, closed_at = ?, closed_by = ? where id = ?',
    [status, report, now, actor.name, id]
  )
  return visit
}

async function checkPlan(context: ActionContext, plan: VisitPlan): Promise<void> {
  await checkManager(context, plan.responsible_id)
  const today = await todayIn(context.tx, context.municipalityId)
  if (plan.visit_on < today)
    throw errors.E_LARGE_CUSTOMERS_VISIT_PAST({ when: formatDate(plan.visit_on) })
}

/** Who makes the visit hears of it; who plans their own need not. */
async function tellVisitor(
  { tx, municipalityId, actor, now }: ActionContext,
  visit: Visit,
  what: string
): Promise<void> {
  if (visit.responsible_id === actor.userId) return
  const [to] = await query<{ name: string; email: string }>(
    tx,
    'select full_name as name, email from access_users where id = ?',
    [visit.responsible_id]
  )
  const text = `${visit.visited}, ${whenOf(visit)}. Por ${actor.name}.`
  const path = `/large-customers/visits/${visit.id}` as const
  await tell(
    tx,
    {
      ...{ municipalityId, key: `${VISIT}/${visit.id}/${now.getTime()}`, tone: 'info', path },
      ...{ title: `${what}: ${visit.visited}`, text },
      ...{ template: 'alerts.event', data: { text }, withEmail: true },
    },
    [{ userId: visit.responsible_id, ...to! }]
  )
}
