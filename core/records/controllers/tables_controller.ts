import type { HttpContext } from '@adonisjs/core/http'
import { tableIndex } from '../lookups/table_index.ts'

/** Every small registry in one page. */
export default class TablesController {
  async index(ctx: HttpContext) {
    ctx.authorize('records.tables')
    const search = String(ctx.request.input('q', '')).trim().slice(0, 100)
    const groups = await tableIndex(ctx.actor, search)
    const total = groups.reduce((sum, { entries }) => sum + entries.length, 0)
    return ctx.view.render('pages/records/tables', { groups, search, total })
  }
}
