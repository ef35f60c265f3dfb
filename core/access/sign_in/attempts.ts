import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { AccessPolicy } from '../policy.ts'
import type { AttemptOutcome, KnownUser } from './types.ts'

const MINUTE = 60_000
/** Outcomes that count towards the block. */
const WRONG: readonly AttemptOutcome[] = ['wrong_password', 'wrong_code']
const LONGEST_AGENT = 300

/** Where a request comes from, for the logs of attempts and sessions. */
export const originOf = ({ request }: Pick<HttpContext, 'request'>) => ({
  address: request.ip(),
  userAgent: request.header('user-agent')?.slice(0, LONGEST_AGENT) ?? null,
})

/** Until when a person may not enter: a date, `null` when until somebody unblocks; undefined when they may. */
export function blockOf(user: KnownUser, now: Date): Date | null | undefined {
  if (user.blockedAt) return null
  return user.lockedUntil && user.lockedUntil > now ? user.lockedUntil : undefined
}

/** Writes what became of an attempt to enter; the password is never part of it. */
export async function recordAttempt(
  ctx: Pick<HttpContext, 'request'>,
  attempt: { login: string; user: KnownUser | null; outcome: AttemptOutcome },
  tx: Pick<Tx, 'rawQuery'> = db
): Promise<void> {
  const { address, userAgent } = originOf(ctx)
  await query(
    tx,
    `insert into access_attempts (municipality_id, user_id, login, at, address, user_agent, outcome)
     values (?, ?, ?, ?, ?, ?, ?)`,
    [
      attempt.user?.municipalityId ?? null,
      attempt.user?.id ?? null,
      attempt.login.slice(0, 200),
      clock.now(),
      address,
      userAgent,
      attempt.outcome,
    ]
  )
}

/**
 * Writes a wrong attempt and blocks the person when it was one too many. The person's row is locked, so that attempts sent
 * at once count one by one.
 * @returns whether the person is blocked now.
 */
export async function recordWrongAttempt(
  ctx: Pick<HttpContext, 'request'>,
  { user, outcome, policy }: { user: KnownUser; outcome: AttemptOutcome; policy: AccessPolicy }
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const now = clock.now()
    await query(tx, 'select id from access_users where id = ? for update', [user.id])
    await recordAttempt(ctx, { login: user.login, user, outcome }, tx)
    const [wrong] = await query<{ total: bigint }>(
      tx,
      `select count(*) as total from access_attempts a join access_users u on u.id = a.user_id
        where a.user_id = ? and a.at > ? and a.at > coalesce(u.attempts_from, '-infinity')
          and a.outcome = any(?::text[])`,
      [user.id, new Date(now.getTime() - policy.windowMinutes * MINUTE), WRONG]
    )
    if (Number(wrong?.total ?? 0) < policy.maxAttempts) return false
    await blockUser(tx, { user, policy, now })
    return true
  })
}

async function blockUser(
  tx: Tx,
  { user, policy, now }: { user: KnownUser; policy: AccessPolicy; now: Date }
): Promise<void> {
  const until = policy.lockMinutes ? new Date(now.getTime() + policy.lockMinutes * MINUTE) : null
  await query(
    tx,
    // A timed block starts the count anew, or the first wrong attempt after it would block again.
    `update access_users set blocked_at = ?, locked_until = ?, attempts_from = coalesce(?, attempts_from) where id = ?`,
    [until ? null : now, until, until ? now : null, user.id]
  )
}
