import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { registries } from '#core/kernel/index'
import type { Row } from '../query/list_rows.ts'
import type { PageContext, Panel, RecordType } from '../types.ts'

export interface PanelView {
  readonly name: string
  readonly title: string
  readonly view: string
  readonly data: unknown
}

/** What the page of a record shows: the head of a page of its own, and the panels that the person may see, in their order. */
export async function pageParts(
  type: RecordType,
  { actor, municipality }: Pick<HttpContext, 'actor' | 'municipality'>,
  row: Row
) {
  const { timeZone } = municipality
  return db.transaction(async (tx) => {
    const context: PageContext = {
      ...{ tx, actor, timeZone, row },
      municipalityId: actor.municipalityId,
      today: clock.today(timeZone),
    }
    const panels: PanelView[] = []
    for (const panel of panelsOf(type, context)) {
      const data: unknown = await panel.load(context)
      if (data !== null) {
        panels.push({ name: panel.name, title: panel.title, view: panel.view, data })
      }
    }
    return { overview: (await type.overview?.load(context)) as unknown, panels }
  })
}

function panelsOf(type: RecordType, { actor }: PageContext): Panel[] {
  return registries()
    .panels.all()
    .filter(({ on, permission }) => on === type.name && actor.permissions.has(permission))
    .sort((a, b) => a.place - b.place)
}
