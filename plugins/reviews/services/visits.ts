import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { tell } from '#core/alerts/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'
import { type ReviewRow, checkOpen } from './find_review.ts'
import { type HouseAnswers, HOUSE_COLUMNS, houseValues } from './house_answers.ts'

/** When a visit is made and by whom. */
export interface VisitPlan {
  readonly responsible_id: number
  readonly visit_on: CivilDate
  /** `HH:MM` in the municipality. */
  readonly visit_time: string
  readonly instructions?: string | undefined
}

/** A visit as it is stored, with its people and its review in words. */
export interface VisitRow {
  readonly id: bigint
  readonly review_id: bigint
  readonly number: string
  readonly responsible_id: bigint
  readonly responsible: string
  readonly visit_on: CivilDate
  readonly visit_time: string
  readonly instructions: string | null
  readonly status: 'scheduled' | 'done' | 'cancelled'
  readonly finding: string | null
  readonly closed_at: Date | null
  readonly closed_by_name: string | null
}

export const whenOf = (visit: Pick<VisitRow, 'visit_on' | 'visit_time'>): string =>
  `${formatDate(visit.visit_on)} às ${visit.visit_time}`

/** A visit, held until the end of the transaction. @throws BusinessError E_REVIEWS_VISIT_UNKNOWN */
export async function findVisit(tx: Tx, municipalityId: bigint, id: bigint): Promise<VisitRow> {
  const [row] = await query<VisitRow>(
    tx,
    `select v.id, v.review_id, r.number, v.responsible_id, u.full_name as responsible, v.visit_on, v.visit_time,
            v.instructions, v.status, v.finding, v.closed_at, v.closed_by_name
       from reviews_visits v
       join reviews_reviews r on r.id = v.review_id
       join access_users u on u.id = v.responsible_id
      where v.municipality_id = ? and v.id = ? for update of v`,
    [municipalityId, id]
  )
  if (!row) throw errors.E_REVIEWS_VISIT_UNKNOWN({ id })
  return row
}

/** One that is still to be made. @throws E_REVIEWS_VISIT_UNKNOWN, E_REVIEWS_VISIT_OVER */
async function openVisit(tx: Tx, municipalityId: bigint, id: bigint): Promise<VisitRow> {
  const visit = await findVisit(tx, municipalityId, id)
  if (visit.status !== 'scheduled') throw errors.E_REVIEWS_VISIT_OVER({ id, when: whenOf(visit) })
  return visit
}

/** Schedules a visit and tells who makes it. Errors: E_REVIEWS_UNKNOWN, _CLOSED, _VISITOR, _VISIT_PAST. */
export async function scheduleVisit(
  context: ActionContext,
  { reviewId, plan }: { readonly reviewId: bigint; readonly plan: VisitPlan }
): Promise<VisitRow> {
  const { tx, municipalityId } = context
  await checkOpen(tx, municipalityId, reviewId)
  await checkPlan(context, plan)
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into reviews_visits (municipality_id, review_id, responsible_id, visit_on, visit_time, instructions, status)
     values (?, ?, ?, ?, ?, ?, 'scheduled') returning id`,
    [
      ...[municipalityId, reviewId, plan.responsible_id, plan.visit_on, plan.visit_time],
      plan.instructions?.trim() || null,
    ]
  )
  const visit = await findVisit(tx, municipalityId, row!.id)
  await tellVisitor(context, visit, 'Visita para você')
  return visit
}

export interface Rescheduled {
  readonly before: VisitRow
  readonly after: VisitRow
}

/** Another day, hour or person; what it was stays in the history. Errors: E_REVIEWS_VISIT_UNKNOWN, _VISIT_OVER, _VISITOR, _VISIT_PAST. */
export async function rescheduleVisit(
  context: ActionContext,
  { id, plan }: { readonly id: bigint; readonly plan: VisitPlan }
): Promise<Rescheduled> {
  const { tx, municipalityId } = context
  const before = await openVisit(tx, municipalityId, id)
  await checkPlan(context, plan)
  await query(
    tx,
    'update reviews_visits set responsible_id = ?, visit_on = ?, visit_time = ?, instructions = ? where id = ?',
    [
      ...[plan.responsible_id, plan.visit_on, plan.visit_time],
      ...[plan.instructions?.trim() || null, id],
    ]
  )
  const after = await findVisit(tx, municipalityId, id)
  await tellVisitor(context, after, 'Visita remarcada')
  return { before, after }
}

/** Calls a visit off. Errors: E_REVIEWS_VISIT_UNKNOWN, _VISIT_OVER. */
export async function cancelVisit(context: ActionContext, id: bigint): Promise<VisitRow> {
  const { tx, municipalityId, actor, now } = context
  const visit = await openVisit(tx, municipalityId, id)
  await query(
    tx,
    `update reviews_visits set status = 'cancelled', closed_at = ?, closed_by_name = ? where id = ?`,
    [now, actor.name, id]
  )
  return visit
}

export interface Recorded extends HouseAnswers {
  readonly description?: string | undefined
  readonly finding?: string | undefined
}

/** What was found in a visit: the form of its review and the finding. Errors: E_REVIEWS_VISIT_UNKNOWN, _VISIT_OVER, _CLOSED, _SOURCE. */
export async function recordVisit(
  { tx, municipalityId }: ActionContext,
  { id, given }: { readonly id: bigint; readonly given: Recorded }
): Promise<{ readonly visit: VisitRow; readonly review: ReviewRow }> {
  const visit = await openVisit(tx, municipalityId, id)
  const review = await checkOpen(tx, municipalityId, visit.review_id)
  const values = await houseValues(tx, municipalityId, given)
  await query(
    tx,
    `update reviews_reviews set ${HOUSE_COLUMNS.map((name) => `${name} = ?`).join(', ')}, description = ?
      where municipality_id = ? and id = ?`,
    [...values, given.description?.trim() || review.description, municipalityId, review.id]
  )
  await query(tx, 'update reviews_visits set finding = ? where id = ?', [
    given.finding?.trim() || null,
    id,
  ])
  return { visit, review }
}

/** The visit is made. Errors: E_REVIEWS_VISIT_UNKNOWN, _VISIT_OVER, _FINDING. */
export async function closeVisit(context: ActionContext, id: bigint): Promise<VisitRow> {
  const { tx, municipalityId, actor, now } = context
  const visit = await openVisit(tx, municipalityId, id)
  if (!visit.finding) throw errors.E_REVIEWS_FINDING({ id })
  await query(
    tx,
    `update reviews_visits set status = 'done', closed_at = ?, closed_by_name = ? where id = ?`,
    [now, actor.name, id]
  )
  return visit
}

/** @throws E_REVIEWS_VISITOR, E_REVIEWS_VISIT_PAST */
async function checkPlan({ tx, municipalityId }: ActionContext, plan: VisitPlan): Promise<void> {
  const [person] = await query<{ name: string; is_active: boolean }>(
    tx,
    'select name, is_active from reviews_visitors where municipality_id = ? and id = ?',
    [municipalityId, plan.responsible_id]
  )
  if (!person?.is_active) {
    throw errors.E_REVIEWS_VISITOR({ id: plan.responsible_id, name: person?.name ?? 'A pessoa' })
  }
  const today = await todayIn(tx, municipalityId)
  if (plan.visit_on < today) throw errors.E_REVIEWS_VISIT_PAST({ when: formatDate(plan.visit_on) })
}

/** Who makes the visit hears of it; who plans their own need not. */
async function tellVisitor(
  { tx, municipalityId, actor, now }: ActionContext,
  visit: VisitRow,
  what: string
): Promise<void> {
  if (visit.responsible_id === actor.userId) return
  const [to] = await query<{ name: string; email: string }>(
    tx,
    'select full_name as name, email from access_users where id = ?',
    [visit.responsible_id]
  )
  const text = `Revisão ${visit.number}, ${whenOf(visit)}. Por ${actor.name}.`
  await tell(
    tx,
    {
      ...{ municipalityId, key: `reviews/visit/${visit.id}/${now.getTime()}`, tone: 'info' },
      ...{ title: `${what}: revisão ${visit.number}`, text, path: `/reviews/field/${visit.id}` },
      ...{ template: 'alerts.event', data: { text }, withEmail: true },
    },
    [{ userId: visit.responsible_id, ...to! }]
  )
}
