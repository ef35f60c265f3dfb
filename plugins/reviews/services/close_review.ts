import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { releaseHolds } from '#plugins/billing/api'
import { errors } from '../errors.ts'
import { OUTCOMES, wordsOf } from '../records/options.ts'
import { type ReviewRow, checkOpen, lockReview } from './find_review.ts'
import { monthInvoices } from './standing_invoice.ts'

/** Closes a review by its report. Errors: E_REVIEWS_CLOSED, E_REVIEWS_NO_REPORT, E_REVIEWS_VISIT_OPEN. */
export async function concludeReview(context: ActionContext, id: bigint): Promise<void> {
  const { tx, municipalityId } = context
  const review = await checkOpen(tx, municipalityId, id)
  const { number, outcome } = review
  if (outcome === null) throw errors.E_REVIEWS_NO_REPORT({ number })
  const [visit] = await query<{ visit_on: string; visit_time: string }>(
    tx,
    `select visit_on, visit_time from reviews_visits
      where municipality_id = ? and review_id = ? and status = 'scheduled' order by visit_on, visit_time limit 1`,
    [municipalityId, id]
  )
  if (visit) {
    const when = `${formatDate(visit.visit_on as never)} ${visit.visit_time}`
    throw errors.E_REVIEWS_VISIT_OPEN({ number, when })
  }
  await close(context, review, { isConcluded: true, outcome: wordsOf(OUTCOMES, outcome) })
}

/** Closes a review that comes to no report: its visits are called off. Errors: E_REVIEWS_CLOSED. */
export async function withdrawReview(context: ActionContext, id: bigint): Promise<void> {
  const { tx, municipalityId, actor, now } = context
  const review = await checkOpen(tx, municipalityId, id)
  await query(
    tx,
    `update reviews_visits set status = 'cancelled', closed_at = ?, closed_by_name = ?
      where municipality_id = ? and review_id = ? and status = 'scheduled'`,
    [now, actor.name, municipalityId, id]
  )
  await close(context, review, { isConcluded: false, outcome: 'Cancelada' })
}

/** What was closed may change again; its invoice does not go back on hold by itself. */
export async function reopenReview(
  { tx, municipalityId }: ActionContext,
  id: bigint
): Promise<void> {
  await lockReview(tx, municipalityId, id)
  await query(
    tx,
    'update reviews_reviews set concluded_on = null, closed_on = null where municipality_id = ? and id = ?',
    [municipalityId, id]
  )
}

interface Closing {
  readonly isConcluded: boolean
  readonly outcome: string
}

async function close(
  { tx, municipalityId, actor, now, emit }: ActionContext,
  { id, number, premise_id: premiseId, reference }: ReviewRow,
  { isConcluded, outcome }: Closing
): Promise<void> {
  const today = await todayIn(tx, municipalityId)
  await query(
    tx,
    'update reviews_reviews set closed_on = ?, concluded_on = ? where municipality_id = ? and id = ?',
    [today, isConcluded ? today : null, municipalityId, id]
  )
  const versions = await monthInvoices(tx, municipalityId, { premiseId, reference })
  await releaseHolds(tx, {
    ...{ municipalityId, invoiceIds: versions.map((one) => one.id), by: actor.name, at: now },
    ...{ why: `Revisão de consumo ${number} encerrada`, kind: 'review' },
  })
  emit('reviews.review_closed', { review: String(id), number, premise: String(premiseId), outcome })
}
