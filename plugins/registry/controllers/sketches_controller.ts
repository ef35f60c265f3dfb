import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import { PHOTOS, acceptFile, readStoredFile, sendFile, sentFile } from '#core/files/index'
import { isOutside } from '#core/records/index'
import { SHEET } from '../domain/sketch.ts'
import { errors } from '../errors.ts'
import { lockPremise } from '../services/locked_premise.ts'
import { sketchFile, sketchesOf } from '../services/sketches.ts'

const PURPOSE = { ...PHOTOS, name: 'registry.premises.sketch' }

/** The sketch (croqui) of a premise: a drawing board, an upload for who cannot draw, and the versions that were. */
export default class SketchesController {
  async show(ctx: HttpContext) {
    ctx.authorize('registry.read')
    const place = await this.#place(ctx)
    const [premise, versions] = await db.transaction(async (tx) => [
      await lockPremise(tx, place),
      await sketchesOf(tx, place),
    ])
    return ctx.view.render('registry::sketch', {
      premise,
      versions,
      sheet: SHEET,
      mayWrite: ctx.actor.permissions.has('registry.write'),
      path: `/registry/premises/${place.premiseId}`,
    })
  }

  async store(ctx: HttpContext) {
    ctx.authorize('registry.write')
    const { request, session, response, actor, params } = ctx
    const drawing = String(request.input('drawing') ?? '')
    const isUpload = request.file('file') !== null
    const content = isUpload
      ? { file: await acceptFile(PURPOSE, await sentFile(ctx, ['file'], PURPOSE), actor) }
      : { drawing }
    const note = String(request.input('note') ?? '').trim()
    const { description } = await performAction('registry.premises.save_sketch', {
      actor,
      input: { premise_id: params.id, ...content, ...(note ? { note } : {}) },
    })
    session.flash('done', `${description}.`)
    return response.redirect().toPath(`/registry/premises/${params.id}`)
  }

  /** The picture of an uploaded version. */
  async file(ctx: HttpContext) {
    ctx.authorize('registry.read')
    const place = { ...(await this.#place(ctx)), version: Number(ctx.params.version) }
    const file = await db.transaction(async (tx) =>
      readStoredFile(tx, place.municipalityId, await sketchFile(tx, place))
    )
    sendFile(ctx, file)
  }

  /** To who works elsewhere the premise is unknown. */
  async #place({ actor, params }: HttpContext) {
    const id = BigInt(String(params.id))
    if (await isOutside(db, actor, { type: 'registry.premises', id }))
      throw errors.E_REGISTRY_PREMISE_UNKNOWN({ id })
    return { municipalityId: actor.municipalityId, premiseId: id }
  }
}
