import type { Panel } from '#core/records/index'
import { invoiceReviews } from './invoice_reviews.ts'
import { premiseReviews } from './premise_reviews.ts'
import { reviewMonth, reviewNext, reviewUnit } from './review_page.ts'

export default [
  premiseReviews,
  invoiceReviews,
  reviewUnit,
  reviewMonth,
  reviewNext,
] as readonly Panel[]
