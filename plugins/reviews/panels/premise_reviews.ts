import type { PageContext, Panel } from '#core/records/index'
import { reviewsOf } from '../services/reviews_of.ts'

/** Reviews of a premise; nothing where there is none and the person opens none. */
export const premiseReviews: Panel = {
  name: 'reviews.premise_reviews',
  on: 'registry.premises',
  title: 'Revisões de consumo',
  permission: 'reviews.read',
  place: 45,
  view: 'reviews::reviews_panel',
  async load({ tx, actor, municipalityId, today, row }: PageContext) {
    const reviews = await reviewsOf(tx, municipalityId, { premiseId: row.id })
    const newPath = actor.permissions.has('reviews.open')
      ? `/reviews/reviews/new?premise_id=${row.id}&requested_on=${today}`
      : null
    return reviews.length || newPath ? { reviews, newPath } : null
  },
}
