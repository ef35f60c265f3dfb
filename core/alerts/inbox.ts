import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'

export const NOTICES_PER_PAGE = 30

export interface InboxNotice {
  readonly id: bigint
  readonly tone: 'bad' | 'attention' | 'good' | 'info'
  readonly title: string
  readonly text: string
  readonly path: string | null
  readonly created_at: Date
  readonly read_at: Date | null
}

/** How many notices a person has not read. */
export async function unreadCount(userId: bigint): Promise<number> {
  const [row] = await query<{ count: number }>(
    db,
    'select count(*)::int as count from alerts_inbox where user_id = ? and read_at is null',
    [userId]
  )
  return row?.count ?? 0
}

/** A page of a person's notices, newest first. */
export async function inboxPage(userId: bigint, page: number) {
  const [{ total } = { total: 0 }] = await query<{ total: number }>(
    db,
    'select count(*)::int as total from alerts_inbox where user_id = ?',
    [userId]
  )
  const notices = await query<InboxNotice>(
    db,
    `select id, tone, title, text, path, created_at, read_at from alerts_inbox
      where user_id = ? order by id desc limit ? offset ?`,
    [userId, NOTICES_PER_PAGE, (page - 1) * NOTICES_PER_PAGE]
  )
  return { total, notices }
}

/** Marks a person's own notices as read: one, or all up to the newest that the page showed. */
export async function markRead(
  userId: bigint,
  { id, upTo }: { readonly id?: bigint; readonly upTo?: bigint }
): Promise<string | null> {
  const rows = await query<{ path: string | null }>(
    db,
    `update alerts_inbox set read_at = coalesce(read_at, clock_timestamp())
      where user_id = ? and (id = ?::bigint or id <= ?::bigint) returning path`,
    [userId, id ?? null, upTo ?? null]
  )
  return rows[0]?.path ?? null
}
