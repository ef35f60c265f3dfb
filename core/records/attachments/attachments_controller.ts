import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { type Action, performAction } from '#core/actions/index'
import { acceptFile, readStoredFile, readThumbnail, sendFile, sentFile } from '#core/files/index'
import { wantsJson } from '#core/web/index'
import { recordPath, personalPermission } from '../access.ts'
import { rowOf, typeOf, viewContext } from '../controllers/records_controller.ts'
import type { RecordType } from '../types.ts'
import { attachedFile } from './attachments.ts'
import {
  attachAction,
  removeAttachmentAction,
  replaceAttachmentAction,
} from './attachment_actions.ts'
import { attachmentsView, purposeOf } from './attachments_view.ts'
import { readPermission, writePermission } from './permissions.ts'

const VERSION = /^\d{1,6}$/

/** Files on records, for people and for other systems: who may not read the record gets nothing of it. */
export default class AttachmentsController {
  async index(ctx: HttpContext) {
    const type = this.#readable(ctx)
    const row = await rowOf(ctx, type)
    const { items, removed, missing } = await attachmentsView(type, row.id, viewContext(ctx))
    return { data: items, removed, missing }
  }

  async store(ctx: HttpContext) {
    const type = this.#writable(ctx)
    const input = {
      id: String(ctx.params.id),
      kind: String(ctx.request.input('kind', '')),
      description: ctx.request.input('description') as string | null,
      file: await this.#accepted(ctx, type),
    }
    return this.#do(ctx, type, attachAction(type), input)
  }

  async replace(ctx: HttpContext) {
    const type = this.#writable(ctx)
    const file = await this.#accepted(ctx, type)
    return this.#do(ctx, type, replaceAttachmentAction(type), { ...this.#ids(ctx), file })
  }

  async remove(ctx: HttpContext) {
    const type = this.#writable(ctx)
    return this.#do(ctx, type, removeAttachmentAction(type), this.#ids(ctx))
  }

  /** The file itself, or its small picture; shown in place only when nothing in it can run. */
  async show(ctx: HttpContext) {
    const type = this.#readable(ctx)
    if (type.attachments?.isPersonal) ctx.authorize(personalPermission(type))
    const row = await rowOf(ctx, type)
    const { municipalityId } = ctx.actor
    const { version, thumbnail } = ctx.request.qs() as Record<string, string | undefined>
    const number = [thumbnail, version].find((given) => VERSION.test(given ?? ''))
    const place = { municipalityId, type, recordId: row.id }
    const { file_id: id } = await attachedFile(
      place,
      String(ctx.params.attachment),
      number ? Number(number) : null
    )
    const read = thumbnail === undefined ? readStoredFile : readThumbnail
    sendFile(ctx, await read(db, municipalityId, id))
  }

  #ids({ params }: HttpContext) {
    return { id: String(params.id), attachment: String(params.attachment) }
  }

  #readable(ctx: HttpContext): RecordType {
    const type = typeOf(ctx)
    ctx.authorize(type.permissions.read)
    ctx.authorize(readPermission(type, 'attachments')!)
    return type
  }

  #writable(ctx: HttpContext): RecordType {
    const type = this.#readable(ctx)
    ctx.authorize(writePermission(type, 'attachments')!)
    return type
  }

  async #accepted(ctx: HttpContext, type: RecordType) {
    const purpose = purposeOf(type)
    return acceptFile(purpose, await sentFile(ctx, ['file', 'photo'], purpose), ctx.actor)
  }

  async #do<I, O extends { readonly id: bigint; readonly version: number }>(
    ctx: HttpContext,
    type: RecordType,
    action: Action<I, O>,
    input: I
  ) {
    const { actor, request, response, session } = ctx
    const { output, description } = await performAction(action, {
      actor,
      input,
      reason: request.input('reason') as string | undefined,
    })
    if (wantsJson(ctx)) return { id: output.id, version: output.version, message: description }
    session.flash('done', `${description}.`)
    return response.redirect().toPath(`${recordPath(type, String(ctx.params.id))}?tab=attachments`)
  }
}
