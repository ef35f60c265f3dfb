import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { instantIn, startRun } from '#core/jobs/index'
import { dailyJob } from '../jobs/daily.ts'
import { deskRows } from '../services/desk_page.ts'

export default class QueueController {
  /** Who has what, and what waits today: the desk as who leads it sees it. */
  async desk({ actor, authorize, municipality, view }: HttpContext) {
    authorize('collections.manage')
    const asked = {
      ...{ municipalityId: actor.municipalityId, today: clock.today(municipality.timeZone) },
    }
    const rows = await db.transaction((tx) => deskRows(tx, asked))
    return view.render('collections::desk', { rows })
  }

  /** The open cases of whoever asks, in the order of the queue. */
  async show({ actor, authorize, response }: HttpContext) {
    authorize('collections.work')
    return response
      .redirect()
      .toPath(`/collections/cases?state=open&collector_id=${actor.userId ?? 0n}`)
  }

  /** Cases, portfolios and points anew, without waiting for the morning. */
  async refresh({ actor, authorize, municipality, response }: HttpContext) {
    authorize('collections.manage')
    const run = await startRun(dailyJob, { on: instantIn(municipality.timeZone) }, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }
}
