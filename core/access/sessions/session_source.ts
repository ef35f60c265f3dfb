import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { SESSION_KEY } from './open_session.ts'

/** By what this browser's session was opened (`local`, `ldap`, `openid`); null without one. */
export async function sessionSource({ session }: HttpContext): Promise<string | null> {
  const id = session.get(SESSION_KEY) as string | undefined
  if (!id) return null
  const [row] = await query<{ source: string }>(
    db,
    'select source from access_sessions where id = ?',
    [id]
  )
  return row?.source ?? null
}
