import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { startRun } from '#core/jobs/index'
import { dailyJob } from '../jobs/daily.ts'
import { noticesJob } from '../jobs/notices.ts'
import { deskPage } from '../services/desk_page.ts'

/** Where each bureau stands: who is there, what waits, which removals are near their term. */
export default class DeskController {
  async show({ actor, authorize, municipality, view }: HttpContext) {
    authorize('bureaus.read')
    const today = clock.today(municipality.timeZone)
    const page = await db.transaction((tx) => deskPage(tx, actor.municipalityId, today))
    return view.render('bureaus::desk', { ...page, today })
  }

  async notices({ actor, authorize, response }: HttpContext) {
    authorize('bureaus.notify')
    const run = await startRun(noticesJob, { on: clock.now().toISOString() }, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }

  async daily({ actor, authorize, response }: HttpContext) {
    authorize('bureaus.send')
    const run = await startRun(dailyJob, { on: clock.now().toISOString() }, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }
}
