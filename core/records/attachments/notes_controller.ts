import type { HttpContext } from '@adonisjs/core/http'
import { type Action, performAction } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { wantsJson } from '#core/web/index'
import { recordPath } from '../access.ts'
import { rowOf, typeOf, viewContext } from '../controllers/records_controller.ts'
import type { RecordType } from '../types.ts'
import { editNoteAction, noteAction, pinNoteAction, removeNoteAction } from './note_actions.ts'
import { notesView } from './notes.ts'
import { readPermission, writePermission } from './permissions.ts'

/** Notes on records, for people and for other systems. */
export default class NotesController {
  async index(ctx: HttpContext) {
    const type = this.#readable(ctx)
    const row = await rowOf(ctx, type)
    const { items, removed } = await notesView(type, row.id, viewContext(ctx), clock.now())
    return { data: items, removed }
  }

  async store(ctx: HttpContext) {
    return this.#do(ctx, noteAction, { text: ctx.request.input('text') as string })
  }

  async update(ctx: HttpContext) {
    return this.#do(ctx, editNoteAction, {
      note: String(ctx.params.note),
      text: ctx.request.input('text') as string,
    })
  }

  async pin(ctx: HttpContext) {
    return this.#do(ctx, pinNoteAction, { note: String(ctx.params.note) })
  }

  async remove(ctx: HttpContext) {
    return this.#do(ctx, removeNoteAction, { note: String(ctx.params.note) })
  }

  #readable(ctx: HttpContext): RecordType {
    const type = typeOf(ctx)
    ctx.authorize(type.permissions.read)
    ctx.authorize(readPermission(type, 'notes')!)
    return type
  }

  async #do<I extends { readonly id: string }, O extends { readonly id: bigint }>(
    ctx: HttpContext,
    actionOf: (type: RecordType) => Action<I, O>,
    input: Omit<I, 'id'>
  ) {
    const type = this.#readable(ctx)
    ctx.authorize(writePermission(type, 'notes')!)
    const { actor, params, request, response, session } = ctx
    const { output, description } = await performAction(actionOf(type), {
      actor,
      input: { id: String(params.id), ...input },
      reason: request.input('reason') as string | undefined,
    })
    if (wantsJson(ctx)) return { id: output.id, message: description }
    session.flash('done', `${description}.`)
    return response.redirect().toPath(`${recordPath(type, String(params.id))}?tab=notes`)
  }
}
