import type { HttpContext } from '@adonisjs/core/http'
import { clock } from '#core/calendar/index'
import { inForce, parameterInForce } from '#core/configuration/index'
import { startRun } from '#core/jobs/index'
import type { RulesetContent } from '#core/rules/index'
import { INSPECTIONS, type InspectionTerms } from '../configuration/parameters.ts'
import { inspectionDecision } from '../decisions/inspection.ts'

/** The criteria in force, and a run of them. */
export default class InspectionsController {
  async show({ actor, authorize, municipality, view }: HttpContext) {
    authorize('irregularities.inspect')
    const { municipalityId } = actor
    const today = clock.today(municipality.timeZone)
    const { name } = inspectionDecision
    const version = await inForce('ruleset', name, municipalityId, today)
    const { rules } = version!.content as unknown as RulesetContent
    const terms = await parameterInForce<InspectionTerms>(INSPECTIONS, municipalityId, today)
    const criteria = rules.map(({ title, then }) => ({
      title,
      asks: then['service'] !== null,
    }))
    return view.render('irregularities::inspections', { criteria, terms })
  }

  async store({ actor, authorize, request, response }: HttpContext) {
    authorize('irregularities.inspect')
    const isPreview = request.input('preview') === 'true'
    const args = { on: clock.now().toISOString(), ...(isPreview ? { isPreview } : {}) }
    const run = await startRun('irregularities.inspections', args, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }
}
