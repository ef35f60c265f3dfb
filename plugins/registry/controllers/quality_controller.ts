import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { startRun } from '#core/jobs/index'
import { registries } from '#core/kernel/index'
import { pageOf } from '#core/web/index'
import { errors } from '../errors.ts'
import { qualityJob } from '../jobs/quality.ts'
import { type FindingStatus, findingsCsv, findingsView } from '../services/findings_view.ts'
import { qualityView } from '../services/quality_view.ts'

const STATUSES = ['open', 'accepted', 'corrected']

/** The quality of the registry: every check with its count and trend, and the records to be put right. */
export default class QualityController {
  async index(ctx: HttpContext) {
    ctx.authorize('registry.quality')
    return ctx.view.render('registry::quality', await qualityView(db, ctx.actor))
  }

  async run(ctx: HttpContext) {
    ctx.authorize('registry.quality')
    const run = await startRun(qualityJob, { on: clock.now().toISOString() }, ctx.actor)
    return ctx.response.redirect().toPath(`/jobs/${run.id}`)
  }

  async show(ctx: HttpContext) {
    ctx.authorize('registry.quality')
    const page = pageOf(ctx.request.input('page'))
    return ctx.view.render(
      'registry::quality_check',
      await findingsView(db, ctx.actor, {
        check: this.#check(ctx),
        status: this.#status(ctx),
        page,
      })
    )
  }

  async export(ctx: HttpContext) {
    ctx.authorize('registry.quality')
    const check = this.#check(ctx)
    const csv = await findingsCsv(db, ctx.actor, check, this.#status(ctx))
    ctx.response.header('content-type', 'text/csv; charset=utf-8')
    ctx.response.header(
      'content-disposition',
      `attachment; filename="${check.name.replace('.', '-')}.csv"`
    )
    return ctx.response.send(csv)
  }

  /** Assigns or accepts the findings that were ticked. */
  async decide(ctx: HttpContext) {
    const { actor, request, response, session } = ctx
    ctx.authorize('registry.quality')
    const check = this.#check(ctx)
    const isAccepting = request.input('do') === 'accept'
    const { description } = await performAction(
      isAccepting ? 'registry.quality.accept' : 'registry.quality.assign',
      {
        actor,
        input: {
          ids: [request.input('ids') ?? []].flat(),
          responsible: request.input('responsible'),
          due_on: request.input('due_on'),
        },
        reason: request.input('reason') as string | undefined,
      }
    )
    session.flash('done', `${description}.`)
    return response.redirect().toPath(`/registry/quality/${check.name}`)
  }

  #check({ params }: HttpContext) {
    const name = String(params.check)
    const check = registries().qualityChecks.find(name)
    if (!check) throw errors.E_REGISTRY_CHECK_UNKNOWN({ name })
    return check
  }

  #status({ request }: HttpContext): FindingStatus {
    const status = String(request.input('status', 'open'))
    return (STATUSES.includes(status) ? status : 'open') as FindingStatus
  }
}
