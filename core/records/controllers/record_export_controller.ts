import type { HttpContext } from '@adonisjs/core/http'
import { Readable } from 'node:stream'
import { exportRows } from '../export.ts'
import { parseListState } from '../query/list_state.ts'
import { typeOf, viewContext } from './records_controller.ts'

/** The whole list as a spreadsheet file, written as it is read: a long list costs no memory. */
export default class RecordExportController {
  async csv(ctx: HttpContext) {
    const type = typeOf(ctx)
    ctx.authorize(type.permissions.read)
    const context = viewContext(ctx)
    const state = parseListState(type, ctx.request.qs(), context.timeZone)
    const name = type.name.replace('.', '-')
    ctx.response.header('content-type', 'text/csv; charset=utf-8')
    ctx.response.header('content-disposition', `attachment; filename="${name}.csv"`)
    return ctx.response.stream(Readable.from(exportRows(type, state, context)))
  }
}
