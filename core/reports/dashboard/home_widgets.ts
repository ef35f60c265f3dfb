import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { Widget } from './widget.ts'

/** Cards on a home page that nobody arranged yet. */
const USUAL = 12

/** Every card that somebody may have on the home page, in its usual order. */
export function permittedWidgets({ permissions }: Pick<Actor, 'permissions'>): Widget[] {
  return registries()
    .widgets.all()
    .filter(({ permission }) => permissions.has(permission))
    .sort((a, b) => a.place - b.place)
}

interface HomePage {
  readonly profile_code: string | null
  readonly user_id: bigint | null
  readonly widgets: readonly string[]
}

/** The arrangement of a person: their own, else that of their profiles one after the other, else none. */
async function arrangementOf(actor: Actor): Promise<readonly string[] | null> {
  const pages = await query<HomePage>(
    db,
    `select profile_code, user_id, widgets from reports_home_pages
      where municipality_id = ? and (user_id = ? or profile_code = any(?::text[])) order by profile_code`,
    [actor.municipalityId, actor.userId, [...(actor.profiles ?? [])]]
  )
  const own = pages.find(({ user_id: userId }) => userId !== null)
  if (own) return own.widgets
  return pages.length ? [...new Set(pages.flatMap(({ widgets }) => widgets))] : null
}

/** The cards of somebody's home page in their order; what they may not see, or whose plugin is off, is left out. */
export async function homeWidgets(actor: Actor): Promise<Widget[]> {
  const permitted = permittedWidgets(actor)
  const arranged = await arrangementOf(actor)
  if (!arranged) return permitted.slice(0, USUAL)
  return arranged.flatMap((name) => permitted.find((widget) => widget.name === name) ?? [])
}
