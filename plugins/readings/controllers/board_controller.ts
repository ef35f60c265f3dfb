import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import { eventStream } from '#core/web/index'
import { fieldBoard } from '../services/field_board.ts'

/** The loads in the field as they go, and who takes each route. */
export default class BoardController {
  async index({ actor, authorize, view }: HttpContext) {
    authorize('readings.read')
    return view.render('readings::field', { loads: await fieldBoard(db, actor.municipalityId) })
  }

  async stream(ctx: HttpContext) {
    const { actor, authorize, view } = ctx
    authorize('readings.read')
    let shown = ''
    eventStream(ctx, async (send) => {
      const loads = await fieldBoard(db, actor.municipalityId)
      const html = await view.render('readings::field_live', { loads })
      if (html !== shown) send('live', html)
      shown = html
      return 'goes on'
    })
  }

  async assign({ actor, params, request, response, session }: HttpContext) {
    const device = String(request.input('device_id') ?? '')
    const { description } = await performAction('readings.assign_route', {
      actor,
      input: { id: params.id, ...(device ? { device_id: device } : {}) },
    })
    session.flash('done', `${description}.`)
    return response.redirect().back()
  }
}
