import type { HttpContext } from '@adonisjs/core/http'
import { runAction } from '#core/actions/index'
import { seesPersonal } from '../access.ts'
import { errors } from '../errors.ts'
import { mask } from '../fields/show_value.ts'
import { endpointPaths } from '../endpoint.ts'
import { openApi, readableTypes } from '../openapi.ts'
import { type Row, listRows } from '../query/list_rows.ts'
import { largestPage } from '../query/largest_page.ts'
import { parseListState } from '../query/list_state.ts'
import { noteRead } from '../personal/note_read.ts'
import type { RecordType } from '../types.ts'
import { updateAction } from '../write/actions.ts'
import { createRecord, creationOf } from '../write/creation.ts'
import { fullTypeOf, rowOf, viewContext } from './records_controller.ts'

/** Records as JSON for other systems: the same permissions, filters, validation and trail as the screens. */
export default class RecordsApiController {
  async index(ctx: HttpContext) {
    const type = await fullTypeOf(ctx)
    ctx.authorize(type.permissions.read)
    const { timeZone } = viewContext(ctx)
    const largest = await largestPage(ctx.actor, timeZone)
    const state = parseListState(type, ctx.request.qs(), timeZone, largest)
    const { rows, count } = await listRows(type, ctx.actor, state)
    await noteRead(type, { actor: ctx.actor, state, way: 'api', rows: rows.length })
    return {
      data: rows.map((row) => this.#json(ctx, type, row)),
      page: state.page,
      size: state.size,
      total: count.total,
      total_is_estimate: count.isEstimate,
    }
  }

  async show(ctx: HttpContext) {
    const type = await fullTypeOf(ctx)
    ctx.authorize(type.permissions.read)
    return this.#json(ctx, type, await rowOf(ctx, type))
  }

  async store(ctx: HttpContext) {
    const type = await fullTypeOf(ctx)
    const action = creationOf(type)
    if (!action) throw errors.E_RECORDS_READ_ONLY({ type: type.name, title: type.title.many })
    const { id } = await createRecord(action, ctx.actor, ctx.request.body())
    return ctx.response.created({ id })
  }

  async update(ctx: HttpContext) {
    const type = await fullTypeOf(ctx)
    const input = { id: String(ctx.params.id), changes: ctx.request.body() }
    const { id, changed } = await runAction(updateAction(type), { actor: ctx.actor, input })
    return { id, changed }
  }

  async describe(ctx: HttpContext) {
    return openApi(await readableTypes(ctx.actor), ctx.actor, endpointPaths(ctx.actor))
  }

  #json(ctx: HttpContext, type: RecordType, row: Row) {
    if (seesPersonal(ctx.actor, type)) return row
    const hidden = type.fields.filter(({ name, isPersonal }) => isPersonal && row[name] !== null)
    return {
      ...row,
      ...Object.fromEntries(
        hidden.map((field) => [field.name, mask(field, String(row[field.name]))])
      ),
    }
  }
}
