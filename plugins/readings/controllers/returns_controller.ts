import { readFile } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { storeFile } from '#core/files/index'
import { startRun } from '#core/jobs/index'
import { errors } from '../errors.ts'
import { exportLoadFile } from '../services/export_load_file.ts'
import { RECEIVING, readLoad, requireState } from '../services/load_state.ts'

/** Files that go to the field and come back. */
export default class ReturnsController {
  async download({ actor, authorize, params, response }: HttpContext) {
    authorize('readings.run')
    const file = await db.transaction((tx) =>
      exportLoadFile(tx, actor.municipalityId, BigInt(params.id))
    )
    response.header('content-type', 'text/csv; charset=utf-8')
    response.header('content-disposition', `attachment; filename="${file.name}"`)
    return response.send(file.text)
  }

  async store({ actor, authorize, params, request, response }: HttpContext) {
    authorize('readings.run')
    const loadId = BigInt(params.id)
    const sent = request.file('file', { size: '50mb' })
    if (!sent?.isValid || !sent.tmpPath) throw errors.E_READINGS_FILE_MISSING()
    const content = await readFile(sent.tmpPath)
    const { municipalityId, userId } = actor
    const stored = await db.transaction(async (tx) => {
      requireState(await readLoad(tx, municipalityId, loadId), RECEIVING, 'returned')
      return storeFile(tx, {
        municipalityId,
        name: sent.clientName,
        mediaType: 'text/csv',
        content,
        createdBy: userId,
      })
    })
    const run = await startRun('readings.import', { loadId, fileObjectId: stored.id }, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }
}
