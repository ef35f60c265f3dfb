import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { type SqlValue, query } from '#core/database/index'
import { accessPolicy } from '../policy.ts'
import { deviceWords } from '../view/words.ts'

export interface ListedSession {
  readonly id: string
  readonly userId: bigint
  readonly login: string
  readonly fullName: string
  readonly source: string
  readonly startedAt: Date
  readonly lastSeenAt: Date
  readonly address: string | null
  readonly device: string
}

/**
 * Sessions that are open, the last used first. One that was idle for too long ends at its next request, so it is not listed.
 * @param userId only those of this person
 */
export async function openSessions(
  municipalityId: bigint,
  userId: bigint | null = null
): Promise<ListedSession[]> {
  const { idleMinutes, sessionHours } = await accessPolicy(municipalityId)
  const now = clock.now().getTime()
  const values: SqlValue[] = [
    municipalityId,
    new Date(now - idleMinutes * 60_000),
    new Date(now - sessionHours * 3_600_000),
  ]
  const rows = await query<ListedSession & { userAgent: string | null }>(
    db,
    `select s.id, s.user_id as "userId", u.login, u.full_name as "fullName", s.source, s.address,
            s.started_at as "startedAt", s.last_seen_at as "lastSeenAt", s.user_agent as "userAgent"
       from access_sessions s join access_users u on u.id = s.user_id
      where s.municipality_id = ? and s.ended_at is null and s.last_seen_at >= ? and s.started_at >= ?
        ${userId === null ? '' : 'and s.user_id = ?'}
      order by s.last_seen_at desc limit 500`,
    userId === null ? values : [...values, userId]
  )
  return rows.map(({ userAgent, ...session }) => ({ ...session, device: deviceWords(userAgent) }))
}
