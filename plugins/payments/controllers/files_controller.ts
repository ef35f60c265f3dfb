import { readFile } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { query } from '#core/database/index'
import { readStoredFile, sendFile, storeFile } from '#core/files/index'
import { startRun } from '#core/jobs/index'
import { errors } from '../errors.ts'
import { importFile } from '../jobs/import.ts'
import { findAgreement, listAgreements } from '../services/agreements.ts'
import { fileView } from '../services/file_view.ts'

const upload = vine.create({
  agreement_id: vine
    .string()
    .regex(/^\d{1,18}$/)
    .transform((value) => BigInt(value)),
})

export default class FilesController {
  async create(ctx: HttpContext) {
    ctx.authorize('payments.import')
    const agreements = await listAgreements(db, ctx.actor.municipalityId)
    return ctx.view.render('payments::upload', {
      agreements,
      chosen: ctx.request.input('agreement'),
    })
  }

  async store(ctx: HttpContext) {
    const { actor, request, response } = ctx
    ctx.authorize('payments.import')
    const { agreement_id: agreementId } = await request.validateUsing(upload)
    const sent = request.file('file', { size: '20mb' })
    if (!sent?.isValid || !sent.tmpPath) throw errors.E_PAYMENTS_FILE_MISSING()
    const content = await readFile(sent.tmpPath)
    const { municipalityId, userId } = actor
    const { agreement, stored } = await db.transaction(async (tx) => ({
      agreement: await findAgreement(tx, municipalityId, agreementId),
      stored: await storeFile(tx, {
        municipalityId,
        name: sent.clientName,
        mediaType: 'text/plain',
        content,
        createdBy: userId,
      }),
    }))
    const title = `${agreement.agentName}, convênio ${agreement.code}: ${sent.clientName}`
    const run = await startRun(importFile, { agreementId, fileObjectId: stored.id, title }, actor)
    if (request.accepts(['html', 'json']) === 'json') return response.accepted({ run: run.id })
    return response.redirect().toPath(`/jobs/${run.id}`)
  }

  async show(ctx: HttpContext) {
    ctx.authorize('payments.read')
    const page = Number(ctx.request.input('page', 1))
    const fate = ctx.request.input('fate') as string | undefined
    const view = await fileView(db, ctx.actor.municipalityId, {
      id: BigInt(String(ctx.request.param('id'))),
      fate: fate || null,
      page: Number.isSafeInteger(page) && page > 0 ? page : 1,
    })
    return ctx.view.render('payments::file', view)
  }

  /** The file that was made for the system before, as it was made. */
  async forwarding(ctx: HttpContext) {
    ctx.authorize('payments.import')
    const { municipalityId } = ctx.actor
    const id = BigInt(ctx.params.id)
    const [row] = await query<{ file_object_id: bigint }>(
      db,
      'select file_object_id from payments_forwardings where municipality_id = ? and id = ?',
      [municipalityId, id]
    )
    if (!row) throw errors.E_PAYMENTS_FORWARDING_UNKNOWN({ id })
    sendFile(ctx, await readStoredFile(db, municipalityId, row.file_object_id))
  }
}
