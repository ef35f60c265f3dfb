import type { HttpContext } from '@adonisjs/core/http'
import { performAction } from '#core/actions/index'
import { deleteViewAction, saveViewAction, setLayoutAction } from '../views/actions.ts'
import { fullTypeOf } from './records_controller.ts'

const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string')

/** Saved views of a list, and the columns and density that a person keeps. */
export default class RecordViewsController {
  async store(ctx: HttpContext) {
    const type = await fullTypeOf(ctx)
    const { request } = ctx
    const address = String(request.input('address', ''))
    const { output, description } = await performAction(saveViewAction, {
      actor: ctx.actor,
      input: {
        record: type.name,
        name: request.input('name'),
        address,
        columns: listOf(request.input('columns')),
        density: request.input('density', 'normal'),
        is_shared: request.input('is_shared') === 'true',
      },
    })
    ctx.session.flash('done', `${description}.`)
    const query = address.replace(/^\?/, '')
    return ctx.response
      .redirect()
      .toPath(`${type.path}?${query ? `${query}&` : ''}view=${output.id}`)
  }

  async destroy(ctx: HttpContext) {
    const type = await fullTypeOf(ctx)
    const input = { id: String(ctx.params.view) }
    const { description } = await performAction(deleteViewAction, { actor: ctx.actor, input })
    ctx.session.flash('done', `${description}.`)
    return ctx.response.redirect().toPath(`${type.path}?view=0`)
  }

  /** Columns in the order sent, density, or the view that opens the list; then back to the list as it was. */
  async layout(ctx: HttpContext) {
    const type = await fullTypeOf(ctx)
    const { request } = ctx
    const columns = listOf(request.input('columns'))
    await performAction(setLayoutAction, {
      actor: ctx.actor,
      input: {
        record: type.name,
        columns: columns.length ? columns : undefined,
        density: request.input('density') ?? undefined,
        view: request.input('view') || undefined,
        default_view: request.input('default_view') ?? undefined,
      },
    })
    return ctx.response.redirect().back()
  }
}
