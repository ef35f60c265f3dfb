import { readFile } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { runAction } from '#core/actions/index'
import { query } from '#core/database/index'
import { readStoredFile, sendFile, storeFile } from '#core/files/index'
import { importReturnAction } from '../actions/returns.ts'
import { errors } from '../errors.ts'
import { activeBureaus, bureauById } from '../services/bureaus.ts'
import { requireEverywhere } from '../services/lots.ts'

const upload = vine.create({
  bureau_id: vine
    .string()
    .regex(/^\d{1,18}$/)
    .transform((value) => BigInt(value)),
})

/** Returned files come in, and files for the bureaus go out. */
export default class FilesController {
  async create({ actor, authorize, request, view }: HttpContext) {
    authorize('bureaus.send')
    const bureaus = await activeBureaus(db, actor.municipalityId)
    return view.render('bureaus::return', { bureaus, chosen: request.input('bureau') as unknown })
  }

  async store({ actor, authorize, request, response }: HttpContext) {
    authorize('bureaus.send')
    requireEverywhere(actor)
    const { bureau_id: bureauId } = await request.validateUsing(upload)
    const sent = request.file('file', { size: '20mb' })
    if (!sent?.isValid || !sent.tmpPath) throw errors.E_BUREAUS_FILE_MISSING()
    const content = await readFile(sent.tmpPath)
    const { municipalityId, userId } = actor
    const stored = await db.transaction(async (tx) => {
      await bureauById(tx, municipalityId, bureauId)
      return storeFile(tx, {
        ...{ municipalityId, name: sent.clientName, mediaType: 'text/plain', content },
        createdBy: userId,
      })
    })
    const input = { bureau_id: Number(bureauId), file_object_id: Number(stored.id) }
    const { id, ...result } = await runAction(importReturnAction, { actor, input })
    if (request.accepts(['html', 'json']) === 'json') {
      return response.ok({ file: String(id), ...result })
    }
    return response.redirect().toPath(`/bureaus/files/${id}`)
  }

  async content(ctx: HttpContext) {
    const { actor, authorize, params } = ctx
    authorize('bureaus.send')
    requireEverywhere(actor)
    const id = BigInt(params.id)
    const [row] = await query<{ file_object_id: bigint }>(
      db,
      'select file_object_id from bureaus_files where municipality_id = ? and id = ?',
      [actor.municipalityId, id]
    )
    if (!row) throw errors.E_BUREAUS_UNKNOWN({ what: 'arquivo', id })
    sendFile(ctx, await readStoredFile(db, actor.municipalityId, row.file_object_id))
  }
}
