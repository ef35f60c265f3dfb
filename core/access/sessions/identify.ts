import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { actorOfUser } from '../actor.ts'
import { accessPolicy } from '../policy.ts'
import { GATES } from '../sign_in/gates.ts'
import type { Gate } from '../sign_in/types.ts'
import { type EndReason, SESSION_KEY, closeSession } from './open_session.ts'

export interface OpenSession {
  readonly id: string
  readonly userId: bigint
  readonly municipalityId: bigint
  readonly source: string
  readonly restriction: string | null
  readonly startedAt: Date
  readonly lastSeenAt: Date
}

/** Who is behind a request, and the page they must be done with first, if any. */
export interface Identity {
  readonly actor: Actor
  readonly session: OpenSession
  readonly gate: Gate | null
}

/** Nobody is: the session ended for that reason, or there never was one. */
export interface NoIdentity {
  readonly actor: null
  readonly ended: EndReason | null
}

const MINUTE = 60_000
/** A session's use is written at most this often. */
const TOUCH_MS = 10_000

/**
 * Tells who is behind a request by the session on the server, which ends when it was idle for too long, got too old, or
 * somebody ended it. Requests that pages send by themselves (routes named `….live`) do not keep it awake.
 */
export async function identify(ctx: HttpContext): Promise<Identity | NoIdentity> {
  const guard = ctx.auth.use('web')
  await guard.check()
  const id = ctx.session.get(SESSION_KEY) as string | undefined
  const session = guard.user && id ? await readSession(id) : null
  if (!session || String(session.userId) !== guard.user?.id) {
    if (guard.user) await guard.logout()
    return { actor: null, ended: null }
  }
  const ended = session.endReason ?? (await overdue(session))
  if (ended) {
    await closeSession(ctx, ended)
    return { actor: null, ended }
  }
  const actor = await actorOfUser(session.userId, session.municipalityId)
  if (!actor) return { actor: null, ended: 'deactivated' }
  if (!ctx.route?.name?.endsWith('.live')) await touch(session)
  return { actor, session, gate: GATES.find(({ name }) => name === session.restriction) ?? null }
}

interface StoredSession extends OpenSession {
  readonly endReason: EndReason | null
}

async function readSession(id: string): Promise<StoredSession | null> {
  const [session] = await query<StoredSession>(
    db,
    `select id, user_id as "userId", municipality_id as "municipalityId", source, restriction,
            started_at as "startedAt", last_seen_at as "lastSeenAt", end_reason as "endReason"
       from access_sessions where id = ?`,
    [id]
  )
  return session ?? null
}

async function overdue(session: OpenSession): Promise<EndReason | null> {
  const { idleMinutes, sessionHours } = await accessPolicy(session.municipalityId)
  const now = clock.now().getTime()
  if (now - session.lastSeenAt.getTime() > idleMinutes * MINUTE + TOUCH_MS) return 'idle'
  return now - session.startedAt.getTime() > sessionHours * 60 * MINUTE ? 'age' : null
}

async function touch({ id, lastSeenAt }: OpenSession): Promise<void> {
  const now = clock.now()
  if (now.getTime() - lastSeenAt.getTime() < TOUCH_MS) return
  await query(db, 'update access_sessions set last_seen_at = ? where id = ? and last_seen_at < ?', [
    now,
    id,
    now,
  ])
}
