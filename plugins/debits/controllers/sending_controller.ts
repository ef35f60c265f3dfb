import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { readStoredFile, sendFile } from '#core/files/index'
import { startRun } from '#core/jobs/index'
import { errors } from '../errors.ts'
import { sendDebits } from '../jobs/send.ts'
import { sendingPage } from '../services/sending_page.ts'

/** Where debits stand at each bank; sends what is due; gives the files to who takes them there. */
export default class SendingController {
  async show({ actor, authorize, municipality, view }: HttpContext) {
    authorize('debits.read')
    const today = clock.today(municipality.timeZone)
    const page = await db.transaction((tx) => sendingPage(tx, actor.municipalityId, today))
    return view.render('debits::sending', { ...page, today })
  }

  async store({ actor, authorize, response }: HttpContext) {
    authorize('debits.send')
    const args = { on: clock.now().toISOString(), group: null, title: 'Todos os grupos' }
    const run = await startRun(sendDebits, args, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }

  async file(ctx: HttpContext) {
    const { actor, authorize, params } = ctx
    authorize('debits.send')
    const id = BigInt(params.id)
    const [row] = await query<{ file_object_id: bigint }>(
      db,
      'select file_object_id from debits_remittances where municipality_id = ? and id = ?',
      [actor.municipalityId, id]
    )
    if (!row) throw errors.E_DEBITS_UNKNOWN({ what: 'remessa', id })
    sendFile(ctx, await readStoredFile(db, actor.municipalityId, row.file_object_id))
  }
}
