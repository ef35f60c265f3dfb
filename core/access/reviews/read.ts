import db from '@adonisjs/lucid/services/db'
import { type CivilDate, addMonths, clock, dateAt, daysBetween } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { Municipality } from '../municipality.ts'
import { accessPolicy } from '../policy.ts'

export interface ReviewRow {
  readonly id: bigint
  readonly title: string
  /** The one profile that it is about; null: all. */
  readonly profileName: string | null
  readonly openedAt: Date
  readonly opener: string | null
  readonly signedAt: Date | null
  readonly signer: string | null
  readonly lines: number
  readonly decided: number
  readonly removed: number
}

const SELECT = `select r.id, r.title, r.profile_name as "profileName", r.opened_at as "openedAt", opened.full_name as opener, r.signed_at as "signedAt",
    signed.full_name as signer, count(l.id)::int as lines, count(l.decision)::int as decided,
    (count(*) filter (where l.decision = 'remove'))::int as removed
  from access_reviews r
  left join access_users opened on opened.id = r.opened_by
  left join access_users signed on signed.id = r.signed_by
  left join access_review_lines l on l.review_id = r.id`
const GROUP = 'group by r.id, opened.full_name, signed.full_name'

/** Reviews of a municipality, newest first. */
export function listReviews(municipalityId: bigint): Promise<ReviewRow[]> {
  return query<ReviewRow>(
    db,
    `${SELECT} where r.municipality_id = ? ${GROUP} order by r.opened_at desc, r.id desc limit 100`,
    [municipalityId]
  )
}

export async function readReview(municipalityId: bigint, id: string): Promise<ReviewRow | null> {
  const [review] = await query<ReviewRow>(
    db,
    `${SELECT} where r.municipality_id = ? and r.id = ? ${GROUP}`,
    [municipalityId, id]
  )
  return review ?? null
}

export interface ReviewLine {
  readonly id: bigint
  readonly userId: bigint
  readonly login: string
  readonly fullName: string
  readonly profileName: string | null
  readonly lastLoginAt: Date | null
  readonly decision: 'keep' | 'remove' | null
  readonly reason: string | null
  readonly decider: string | null
  readonly decidedAt: Date | null
}

/** The lines of a review by person. */
export function reviewLines(reviewId: bigint): Promise<ReviewLine[]> {
  return query<ReviewLine>(
    db,
    `select l.id, l.user_id as "userId", l.login, l.full_name as "fullName", l.profile_name as "profileName",
            l.last_login_at as "lastLoginAt", l.decision, l.reason, d.full_name as decider,
            l.decided_at as "decidedAt"
       from access_review_lines l left join access_users d on d.id = l.decided_by
      where l.review_id = ? order by l.full_name, l.user_id, l.id`,
    [reviewId]
  )
}

export interface ReviewDue {
  /** Day of the last signature, or null. */
  readonly lastOn: CivilDate | null
  readonly dueOn: CivilDate | null
  /** Days past due; negative before; null when none was ever signed. */
  readonly lateDays: number | null
}

/**
 * When the next review is due: so many months after the profile that was reviewed longest ago; at once while one that somebody
 * has was never reviewed.
 */
export async function reviewDue({ id, timeZone }: Municipality): Promise<ReviewDue> {
  const [last] = await query<{ at: Date | null }>(
    db,
    `select case when bool_or(last is null) then null else min(last) end as at from (
       select (select max(r.signed_at) from access_reviews r
                where r.municipality_id = ? and (r.profile_name is null or r.profile_id = p.id)) as last
         from access_profiles p
        where exists (select from access_user_profiles up join access_users u on u.id = up.user_id
                       where up.profile_id = p.id and u.municipality_id = ? and u.is_active)
     ) reviewed`,
    [id, id]
  )
  if (!last?.at) return { lastOn: null, dueOn: null, lateDays: null }
  const { reviewMonths } = await accessPolicy(id)
  const lastOn = dateAt(last.at, timeZone)
  const dueOn = addMonths(lastOn, reviewMonths)
  return { lastOn, dueOn, lateDays: daysBetween(dueOn, clock.today(timeZone)) }
}
