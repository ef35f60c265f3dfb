import type { Actor } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { isOutside, movesOf, picturesOf } from '#core/records/index'
import { registeredCodes } from '#core/records/index'
import { errors } from '../errors.ts'
import { reviews } from '../records/reviews.ts'
import { type ReviewRow, lockReview } from './find_review.ts'
import { unitPage } from './month_page.ts'
import { phaseOf } from './papers.ts'
import { findVisit, whenOf } from './visits.ts'

interface Asked {
  readonly actor: Actor
  readonly visitId: bigint
  readonly on: CivilDate
}

/** Everything that who makes a visit needs on the spot. Errors: E_REVIEWS_VISIT_UNKNOWN, also to who works elsewhere. */
export async function fieldPage(tx: Tx, { actor, visitId, on }: Asked) {
  const { municipalityId } = actor
  const visit = await findVisit(tx, municipalityId, visitId)
  if (await isOutside(tx, actor, { type: 'reviews.visits', id: visitId })) {
    throw errors.E_REVIEWS_VISIT_UNKNOWN({ id: visitId })
  }
  const review = await lockReview(tx, municipalityId, visit.review_id)
  const { premise_id: premiseId, customer_id: customerId } = review
  const pictures = await picturesOf(tx, {
    ...{ actor, record: 'reviews.reviews', ids: [review.id] },
  })
  return {
    ...{ visit, review, when: whenOf(visit) },
    isOpen: visit.status === 'scheduled' && review.closed_on === null,
    phase: await phaseOf(municipalityId, review.status),
    unit: await unitPage(tx, { actor, premiseId, on, customerId }),
    moves: await movesOf(tx, reviews, { ...review } as ReviewRow & Record<string, unknown>, actor),
    sources: await registeredCodes('reviews.source_types', municipalityId, tx),
    photos: pictures.get(review.id) ?? [],
    photoCount: await countPhotos(tx, municipalityId, review.id),
  }
}

async function countPhotos(tx: Tx, municipalityId: bigint, id: bigint): Promise<number> {
  const [row] = await query<{ count: number }>(
    tx,
    `select count(*)::int as count from records_attachments
      where municipality_id = ? and record_type = 'reviews.reviews' and record_id = ? and kind = 'photo' and removed_at is null`,
    [municipalityId, id]
  )
  return row!.count
}
