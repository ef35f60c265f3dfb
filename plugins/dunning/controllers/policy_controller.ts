import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { instantIn, scheduleSummary, schedulesOf, startRun } from '#core/jobs/index'
import { policyJob } from '../jobs/policy.ts'
import { latestRuns } from '../services/latest_runs.ts'
import { policyPage } from '../services/policy/policy_page.ts'

/** What each step of the policy did, and a run of it. */
export default class PolicyController {
  async show({ actor, authorize, municipality, view }: HttpContext) {
    authorize('dunning.read')
    const { municipalityId } = actor
    const on = clock.today(municipality.timeZone)
    const page = await db.transaction((tx) => policyPage(tx, { municipalityId, on }))
    const runs = await latestRuns(municipalityId, policyJob.name)
    const all = await schedulesOf(municipalityId)
    const schedules = all
      .filter(({ job }) => job === policyJob.name)
      .map((row) => ({ ...scheduleSummary(row), nextAt: row.is_active ? row.next_at : null }))
    return view.render('dunning::policy', { ...page, runs, schedules, today: on })
  }

  async store({ actor, authorize, municipality, response }: HttpContext) {
    authorize('dunning.notify')
    const run = await startRun(policyJob, { on: instantIn(municipality.timeZone) }, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }
}
