import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { participate, performAction } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { startRun } from '#core/jobs/index'
import { pageOf } from '#core/web/index'
import { duplicatesJob } from '../jobs/duplicates.ts'
import { duplicatesView, nextPair, pairOf } from '../services/duplicates_view.ts'
import { mergeView } from '../services/merge_view.ts'
import { undoPreview } from '../services/undo_preview.ts'
import { errors } from '../errors.ts'

const STATUSES = ['open', 'not_same', 'merged']
const idOf = (value: unknown) => (/^\d{1,18}$/.test(String(value)) ? BigInt(String(value)) : null)

/** The queue of possible duplicates, and two customers side by side before they become one. */
export default class DuplicatesController {
  async index(ctx: HttpContext) {
    ctx.authorize('registry.merge')
    const wanted = String(ctx.request.input('status', ''))
    const status = STATUSES.includes(wanted) ? wanted : 'open'
    const page = pageOf(ctx.request.input('page'))
    return ctx.view.render('registry::duplicates', {
      ...(await duplicatesView(db, ctx.actor, { status, page })),
      seesPersonal: ctx.actor.permissions.has('registry.personal_data'),
      mayRun: ctx.actor.permissions.has('registry.quality'),
    })
  }

  /** Looks for pairs again, now. */
  async run(ctx: HttpContext) {
    ctx.authorize('registry.quality')
    const run = await startRun(duplicatesJob, { on: clock.now().toISOString() }, ctx.actor)
    return ctx.response.redirect().toPath(`/jobs/${run.id}`)
  }

  /** Two customers side by side: `?kept=…&merged=…`, or a pair of the queue. */
  async compare(ctx: HttpContext) {
    ctx.authorize('registry.merge')
    const { actor, request } = ctx
    const keptId = idOf(request.input('kept'))
    const mergedId = idOf(request.input('merged'))
    if (keptId === null || mergedId === null)
      return ctx.view.render('registry::merge_choice', { kept: keptId })
    const view = await db.transaction((tx) =>
      mergeView(
        {
          ...{ tx, actor },
          municipalityId: actor.municipalityId,
          participate: (point, payload) =>
            participate(point, payload, {
              tx,
              actor,
              municipalityId: actor.municipalityId,
              now: clock.now(),
            }),
        },
        { keptId, mergedId },
        {
          seesPersonal: actor.permissions.has('registry.personal_data'),
          timeZone: ctx.municipality.timeZone,
        }
      )
    )
    return ctx.view.render('registry::merge', view)
  }

  /** Merges, and goes on to the next pair of the queue when it came from there. */
  async merge(ctx: HttpContext) {
    const { actor, request, response, session } = ctx
    const keptId = String(request.input('kept_id'))
    const { description } = await performAction('registry.customers.merge', {
      actor,
      input: {
        kept_id: keptId,
        merged_id: request.input('merged_id'),
        choices: request.input('choices') ?? {},
      },
      reason: request.input('reason') as string | undefined,
    })
    session.flash('done', `${description}.`)
    return response.redirect().toPath(`/registry/customers/${keptId}`)
  }

  /** What would go back if a merge were undone, or why it cannot be. */
  async undo(ctx: HttpContext) {
    ctx.authorize('registry.merge')
    return ctx.view.render(
      'registry::undo_merge',
      await undoPreview(ctx.actor, idOf(ctx.params.id)!)
    )
  }

  async dismiss(ctx: HttpContext) {
    const { actor, params, response, session } = ctx
    ctx.authorize('registry.merge')
    const id = BigInt(String(params.id))
    const pair = await pairOf(db, actor, id)
    if (!pair) throw errors.E_REGISTRY_PAIR_UNKNOWN({ id })
    const { description } = await performAction('registry.duplicates.dismiss', {
      actor,
      input: { id: String(id) },
    })
    session.flash('done', `${description}.`)
    const next = await nextPair(db, actor)
    return response
      .redirect()
      .toPath(
        next
          ? `/registry/customers/merge?kept=${next.first_id}&merged=${next.second_id}`
          : '/registry/duplicates'
      )
  }
}
