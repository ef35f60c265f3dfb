import type { HttpContext } from '@adonisjs/core/http'
import { clock } from '#core/calendar/index'
import { startRun } from '#core/jobs/index'
import { dailyJob } from '../jobs/daily.ts'

export default class QueueController {
  /** The open cases of whoever asks, in the order of the queue. */
  async show({ actor, authorize, response }: HttpContext) {
    authorize('collections.work')
    return response
      .redirect()
      .toPath(`/collections/cases?state=open&collector_id=${actor.userId ?? 0n}`)
  }

  /** Cases, portfolios and points anew, without waiting for the morning. */
  async refresh({ actor, authorize, response }: HttpContext) {
    authorize('collections.manage')
    const run = await startRun(dailyJob, { on: clock.now().toISOString() }, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }
}
