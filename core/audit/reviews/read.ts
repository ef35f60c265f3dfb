import db from '@adonisjs/lucid/services/db'
import type { Practice } from '#core/access/reviews/practice'
import {
  type CivilDate,
  addDays,
  addMonths,
  clock,
  dateAt,
  formatDate,
  maxDate,
} from '#core/calendar/index'
import { parameterInForce } from '#core/configuration/index'
import { query } from '#core/database/index'

export const TRAIL_REVIEW_MONTHS = 'audit.review_months'

export interface TrailReview {
  readonly id: bigint
  readonly from: CivilDate
  readonly until: CivilDate
  readonly scope: string
  readonly findings: string
  readonly entries: bigint
  readonly reviewer: string | null
  readonly reviewedAt: Date
}

/** Reviews of the trail, newest first. */
export const listTrailReviews = (municipalityId: bigint): Promise<TrailReview[]> =>
  query<TrailReview>(
    db,
    `select r.id, r.from_on as "from", r.until_on as until, r.scope, r.findings, r.entries,
            u.full_name as reviewer, r.reviewed_at as "reviewedAt"
       from audit_reviews r left join access_users u on u.id = r.reviewed_by
      where r.municipality_id = ? order by r.until_on desc, r.id desc limit 100`,
    [municipalityId]
  )

/** AC-103: the trail is always kept (2); 3 when its last review is no older than the period between reviews. */
export async function trailPractice(
  { id, timeZone }: { readonly id: bigint; readonly timeZone: string },
  reviews: readonly TrailReview[]
): Promise<Practice & { readonly next: { readonly from: CivilDate; readonly until: CivilDate } }> {
  const today = clock.today(timeZone)
  const months = await parameterInForce<number>(TRAIL_REVIEW_MONTHS, id, today)
  const last = reviews
    .map(({ reviewedAt }) => dateAt(reviewedAt, timeZone))
    .toSorted()
    .at(-1)
  const dueOn = last && addMonths(last, months)
  const isReviewed = dueOn !== undefined && dueOn >= today
  const next = reviews[0] ? addDays(reviews[0].until, 1) : addMonths(today, -months)
  return {
    code: 'AC-103',
    title: 'Trilha das operações, revisada de tempos em tempos',
    level: isReviewed ? 3 : 2,
    facts: [
      'Toda inclusão, mudança e exclusão fica na trilha, com o antes e o depois, e ninguém a edita',
      last
        ? `Última revisão em ${formatDate(last)}; ${isReviewed ? 'a próxima vence' : 'venceu'} em ${formatDate(dueOn!)}`
        : 'A trilha nunca foi revisada',
    ],
    next: { from: next, until: maxDate(next, addDays(today, -1)) },
  }
}
