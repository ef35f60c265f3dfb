import type { ActionContext } from '#core/actions/index'
import { formatRefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type Corrected, correctConsumption } from '#plugins/billing/api'
import { errors } from '../errors.ts'
import { concludedReview, titleOf } from './find_review.ts'
import { standingInvoice } from './standing_invoice.ts'

export interface ReviewedCorrection {
  readonly id: number
  /** m³ to bill, with comma or point. */
  readonly billed_m3: string
  readonly reason_code: string
}

export interface CorrectedReview {
  readonly number: string
  readonly premiseId: bigint
  readonly corrected: Corrected
}

/**
 * Changes what the invoice of a concluded review bills, as billing corrects any invoice; the new version names the review.
 * Errors: E_REVIEWS_NOT_CONCLUDED, _DENIED, _NO_INVOICE, and those of billing's correction.
 */
export async function correctReviewed(
  context: ActionContext,
  { id, billed_m3: typed, reason_code: reasonCode }: ReviewedCorrection
): Promise<CorrectedReview> {
  const { tx, municipalityId } = context
  const review = await concludedReview(tx, municipalityId, BigInt(id))
  const { number, reference, premise_id: premiseId } = review
  if (review.outcome === 'denied') throw errors.E_REVIEWS_DENIED({ number })
  const invoice = await standingInvoice(tx, municipalityId, { premiseId, reference })
  if (!invoice) {
    throw errors.E_REVIEWS_NO_INVOICE({ number, reference: formatRefMonth(reference) })
  }
  const corrected = await correctConsumption(context, {
    ...{ invoiceId: invoice.id, reasonCode, billedM3: typed.replace(',', '.') },
    process: { type: 'reviews.reviews', id: review.id, title: titleOf(review) },
  })
  await query(
    tx,
    `update reviews_reviews set corrected_invoice_id = ?, invoice_id = coalesce(invoice_id, ?)
      where municipality_id = ? and id = ?`,
    [corrected.members[0]!.after!.id, invoice.id, municipalityId, review.id]
  )
  return { number, premiseId, corrected }
}
