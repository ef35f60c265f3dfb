import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import { recordPath, seesPersonal } from '../access.ts'
import { labelText } from '../query/labels.ts'
import type { Row } from '../query/list_rows.ts'
import type { RecordType } from '../types.ts'
import { deleteAction } from '../write/delete_action.ts'
import { problemsOf } from '../write/form.ts'
import { whereUsed } from '../write/where_used.ts'
import { rowOf, typeOf } from './records_controller.ts'

/** Takes records away: the page says first what would be lost, or where the record is used. */
export default class RecordDeletionController {
  async show(ctx: HttpContext) {
    const type = typeOf(ctx)
    ctx.authorize(deleteAction(type).permission)
    return this.#render(ctx, type, await rowOf(ctx, type))
  }

  async destroy(ctx: HttpContext) {
    const type = typeOf(ctx)
    const action = deleteAction(type)
    ctx.authorize(action.permission)
    const row = await rowOf(ctx, type)
    try {
      const { description } = await performAction(action, {
        actor: ctx.actor,
        input: { id: String(row.id) },
      })
      ctx.session.flash('done', `${description}.`)
      return ctx.response.redirect().toPath(type.path)
    } catch (error) {
      const problems = problemsOf(error, [])
      if (!problems) throw error
      ctx.response.status((error as { status: number }).status)
      return this.#render(ctx, type, row, problems[''])
    }
  }

  async api(ctx: HttpContext) {
    const type = typeOf(ctx)
    const input = { id: String(ctx.params.id) }
    const { description } = await performAction(deleteAction(type), { actor: ctx.actor, input })
    return { id: input.id, message: description }
  }

  async #render(ctx: HttpContext, type: RecordType, row: Row, problem: string | null = null) {
    const { one, gender } = type.title
    return ctx.view.render('pages/records/delete', {
      type,
      row,
      label: labelText(type, row[type.label], seesPersonal(ctx.actor, type)),
      title: `Excluir ${one.toLowerCase()}`,
      thisOne: `${gender === 'm' ? 'este' : 'esta'} ${one.toLowerCase()}`,
      path: recordPath(type, row.id),
      isSystem: row.is_system === true,
      uses: await whereUsed(db, { type, row, actor: ctx.actor }),
      problem,
    })
  }
}
