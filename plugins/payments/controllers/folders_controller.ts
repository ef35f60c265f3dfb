import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import type { StoredFile } from '#core/files/index'
import { foldersReport } from '../services/bank_folders.ts'

/** Where the files of the banks come through, and the files as they came (AC-016). */
export default class FoldersController {
  async show(ctx: HttpContext) {
    ctx.authorize('payments.import')
    const report = await foldersReport(db, ctx.actor.municipalityId)
    return ctx.view.render('payments::folders', { report })
  }

  async list(ctx: HttpContext) {
    ctx.authorize('payments.import')
    const { isExchanged, folders, altered, level } = await foldersReport(
      db,
      ctx.actor.municipalityId
    )
    return {
      ...{ is_exchanged: isExchanged, level },
      folders: folders.map(({ agreementId, isProtected, agentCode, code, mode, problems }) => ({
        ...{ agreement: String(agreementId), agent: agentCode, code, mode, problems },
        is_protected: isProtected,
      })),
      altered: altered.map(({ id, name }) => ({ id: String(id), name })),
    }
  }

  /** The original: who took it stands in the audit trail. */
  async original(ctx: HttpContext) {
    const { actor, request, response } = ctx
    const input = { id: Number(request.param('id')) }
    const { output } = await performAction('payments.take_original', { actor, input })
    const { name, content } = output as StoredFile
    response.header('content-type', 'text/plain; charset=iso-8859-1')
    response.header(
      'content-disposition',
      `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}"`
    )
    return response.send(Buffer.from(content))
  }
}
