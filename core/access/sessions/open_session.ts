import { randomUUID } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import User from '../models/user.ts'
import { originOf } from '../sign_in/attempts.ts'
import { closedGate } from '../sign_in/gates.ts'
import type { Gate, KnownUser } from '../sign_in/types.ts'

/** Where the browser's session keeps the number of its row on the server. */
export const SESSION_KEY = 'access_session'

export type EndReason =
  | 'logout'
  | 'idle'
  | 'age'
  | 'ended_by_user'
  | 'ended_by_other'
  | 'password'
  | 'deactivated'
  | 'switched'

/**
 * Opens a session for a person who proved who they are.
 * @returns the gate that must be passed before any other page opens, or null.
 */
export async function openSession(
  ctx: HttpContext,
  user: KnownUser,
  source: string
): Promise<Gate | null> {
  const gate = await closedGate(user, source)
  const id = await db.transaction((tx) =>
    writeSession(tx, { user, source, restriction: gate?.name ?? null, ...originOf(ctx) })
  )
  await ctx.auth.use('web').login(await User.findOrFail(String(user.id)))
  ctx.session.put(SESSION_KEY, id)
  return gate
}

/** Ends this browser's session. */
export async function closeSession(ctx: HttpContext, reason: EndReason): Promise<void> {
  const id = ctx.session.get(SESSION_KEY) as string | undefined
  if (id) await endSession(db, { id, reason, by: null })
  ctx.session.forget(SESSION_KEY)
  await ctx.auth.use('web').logout()
}

export interface NewSession {
  readonly user: Pick<KnownUser, 'id' | 'municipalityId'>
  readonly source: string
  readonly restriction: string | null
  readonly address: string | null
  readonly userAgent: string | null
}

/** The row of a new session. @returns its number */
export async function writeSession(tx: Tx, session: NewSession): Promise<string> {
  const id = randomUUID()
  const now = clock.now()
  const { user, source, restriction, address, userAgent } = session
  await query(
    tx,
    `insert into access_sessions
       (id, municipality_id, user_id, source, restriction, started_at, last_seen_at, address, user_agent)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [id, user.municipalityId, user.id, source, restriction, now, now, address, userAgent]
  )
  await query(
    tx,
    'update access_users set last_login_at = ?, locked_until = null, attempts_from = ? where id = ?',
    [now, now, user.id]
  )
  return id
}

/** Ends a session that is open; its browser is sent to the login at its next request. */
export async function endSession(
  tx: Pick<Tx, 'rawQuery'>,
  { id, reason, by }: { id: string; reason: EndReason; by: bigint | null }
): Promise<boolean> {
  const rows = await query(
    tx,
    `update access_sessions set ended_at = ?, end_reason = ?, ended_by = ? where id = ? and ended_at is null returning id`,
    [clock.now(), reason, by, id]
  )
  return rows.length > 0
}

/** Ends every open session of a person, except one. @returns how many */
export async function endSessionsOf(
  tx: Pick<Tx, 'rawQuery'>,
  {
    userId,
    reason,
    by,
    except = null,
  }: {
    userId: bigint
    reason: EndReason
    by: bigint | null
    except?: string | null
  }
): Promise<number> {
  const rows = await query(
    tx,
    `update access_sessions set ended_at = ?, end_reason = ?, ended_by = ?
      where user_id = ? and ended_at is null and id is distinct from ?::uuid returning id`,
    [clock.now(), reason, by, userId, except]
  )
  return rows.length
}
