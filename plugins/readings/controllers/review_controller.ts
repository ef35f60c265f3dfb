import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import { reviewQueue } from '../services/review_queue.ts'

/** Readings that the critique held, each with the decision of a person. */
export default class ReviewController {
  async index({ actor, authorize, request, view }: HttpContext) {
    authorize('readings.review')
    const load = String(request.input('load', ''))
    const queue = await reviewQueue(db, actor, {
      loadId: /^\d{1,18}$/.test(load) ? BigInt(load) : null,
      page: Math.max(1, Number.parseInt(String(request.input('page', '1')), 10) || 1),
    })
    return view.render('readings::review', queue)
  }

  async update({ actor, params, request, response, session }: HttpContext) {
    const reading = String(request.input('reading') ?? '').trim()
    const { description } = await performAction('readings.confirm', {
      actor,
      input: {
        reading_id: params.id,
        mode: request.input('mode'),
        ...(reading ? { reading } : {}),
      },
      reason: request.input('reason'),
    })
    session.flash('done', description)
    return response.redirect().back()
  }
}
