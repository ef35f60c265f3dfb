import type { RefMonth } from '#core/calendar/index'
import type { PageContext, Panel } from '#core/records/index'
import { reviewsOf } from '../services/reviews_of.ts'

/** Reviews of the month that an invoice bills, on its page. */
export const invoiceReviews: Panel = {
  name: 'reviews.invoice_reviews',
  on: 'billing.invoices',
  title: 'Revisões de consumo',
  permission: 'reviews.read',
  place: 10,
  view: 'reviews::reviews_panel',
  async load({ tx, actor, municipalityId, today, row }: PageContext) {
    const premiseId = row.premise_id as bigint
    const reference = row.reference as RefMonth
    const reviews = await reviewsOf(tx, municipalityId, { premiseId, reference })
    const mayOpen = actor.permissions.has('reviews.open') && !reviews.some((one) => one.isOpen)
    const newPath = mayOpen
      ? `/reviews/reviews/new?premise_id=${premiseId}&reference=${reference}&requested_on=${today}`
      : null
    return reviews.length || newPath ? { reviews, newPath } : null
  },
}
