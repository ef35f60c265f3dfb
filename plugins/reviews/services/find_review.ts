import { type CivilDate, type RefMonth, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { errors } from '../errors.ts'

export type Answer = 'yes' | 'no' | null

/** A review as it is stored. */
export interface ReviewRow {
  readonly id: bigint
  readonly municipality_id: bigint
  readonly number: string
  readonly origin: 'customer' | 'user'
  readonly premise_id: bigint
  readonly customer_id: bigint
  readonly reference: RefMonth
  readonly requested_on: CivilDate
  readonly due_on: CivilDate
  readonly requester_name: string
  readonly residents: number | null
  readonly has_pool: Answer
  readonly pool_note: string | null
  readonly has_washing_machine: Answer
  readonly has_water_tank: Answer
  readonly has_alternative_source: Answer
  readonly alternative_source_type: string | null
  readonly description: string
  readonly status: string
  readonly outcome: 'granted' | 'partly' | 'denied' | null
  readonly report: string | null
  readonly concluded_on: CivilDate | null
  readonly closed_on: CivilDate | null
  readonly invoice_id: bigint | null
  readonly corrected_invoice_id: bigint | null
  readonly opened_at: Date
  readonly opened_by_name: string
}

/** The review, held until the end of the transaction. @throws BusinessError E_REVIEWS_UNKNOWN */
export async function lockReview(tx: Tx, municipalityId: bigint, id: bigint): Promise<ReviewRow> {
  const [row] = await query<ReviewRow>(
    tx,
    'select * from reviews_reviews where municipality_id = ? and id = ? for update',
    [municipalityId, id]
  )
  if (!row) throw errors.E_REVIEWS_UNKNOWN({ id })
  return row
}

/** A review that may still change, held until the end of the transaction. @throws E_REVIEWS_UNKNOWN, E_REVIEWS_CLOSED */
export async function checkOpen(tx: Tx, municipalityId: bigint, id: bigint): Promise<ReviewRow> {
  const review = await lockReview(tx, municipalityId, id)
  if (review.closed_on !== null) {
    throw errors.E_REVIEWS_CLOSED({ number: review.number, since: formatDate(review.closed_on) })
  }
  return review
}

/** A review with its report given and done. @throws E_REVIEWS_UNKNOWN, E_REVIEWS_NOT_CONCLUDED */
export async function concludedReview(tx: Tx, municipalityId: bigint, id: bigint) {
  const review = await lockReview(tx, municipalityId, id)
  if (review.concluded_on === null || review.outcome === null || review.report === null) {
    throw errors.E_REVIEWS_NOT_CONCLUDED({ number: review.number })
  }
  const { outcome, report, concluded_on: concludedOn } = review
  return { ...review, outcome, report, concluded_on: concludedOn }
}

/** How corrections, holds and papers name it. */
export const titleOf = ({ number }: Pick<ReviewRow, 'number'>): string =>
  `Revisão de consumo ${number}`
