import db from '@adonisjs/lucid/services/db'
import { type CivilDate, addDays } from '#core/calendar/index'
import { type SqlValue, query } from '#core/database/index'
import { deviceWords } from '../view/words.ts'
import type { AttemptOutcome } from './types.ts'

export interface ListedAttempt {
  readonly id: bigint
  readonly userId: bigint | null
  readonly login: string
  readonly fullName: string | null
  readonly at: Date
  readonly address: string | null
  readonly device: string
  readonly outcome: AttemptOutcome
}

export interface AttemptFilter {
  readonly municipalityId: bigint
  readonly timeZone: string
  readonly login: string
  readonly outcome: string | null
  readonly address: string
  readonly from: CivilDate | null
  readonly until: CivilDate | null
}

export const ATTEMPTS_PER_PAGE = 50
/** Counting stops here. */
const MOST_COUNTED = 10_000

/** Attempts of the municipality's people and of logins that nobody has, newest first. */
export async function listAttempts(filter: AttemptFilter, page: number) {
  const parts = ['(a.municipality_id = ? or a.municipality_id is null)']
  const values: SqlValue[] = [filter.municipalityId]
  const add = (sql: string, ...more: SqlValue[]) => {
    parts.push(sql)
    values.push(...more)
  }
  if (filter.login) add('lower(a.login) = lower(?)', filter.login)
  if (filter.outcome) add('a.outcome = ?', filter.outcome)
  if (filter.address) add('a.address = ?', filter.address)
  if (filter.from) add('a.at >= ?::timestamp at time zone ?', filter.from, filter.timeZone)
  if (filter.until) {
    add('a.at < ?::timestamp at time zone ?', addDays(filter.until, 1), filter.timeZone)
  }
  const where = parts.join(' and ')
  const [count] = await query<{ total: number }>(
    db,
    `select count(*)::int as total from (select from access_attempts a where ${where} limit ${MOST_COUNTED}) counted`,
    values
  )
  const rows = await query<ListedAttempt & { userAgent: string | null }>(
    db,
    `select a.id, a.user_id as "userId", a.login, u.full_name as "fullName", a.at, a.address,
            a.user_agent as "userAgent", a.outcome
       from access_attempts a left join access_users u on u.id = a.user_id
      where ${where} order by a.at desc, a.id desc limit ? offset ?`,
    [...values, ATTEMPTS_PER_PAGE, (page - 1) * ATTEMPTS_PER_PAGE]
  )
  return {
    attempts: rows.map(({ userAgent, ...one }) => ({ ...one, device: deviceWords(userAgent) })),
    total: count!.total,
  }
}
