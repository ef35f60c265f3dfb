import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import { withoutRoute } from '../services/without_route.ts'

/** Premises without a place in the reading, and the routes that are made of them. */
export default class RoutesController {
  async index({ actor, authorize, view }: HttpContext) {
    authorize('readings.read')
    const rows = await db.transaction((tx) => withoutRoute(tx, actor.municipalityId))
    return view.render('readings::without_route', { rows })
  }

  async generate({ actor, request, response, session }: HttpContext) {
    const { description } = await performAction('readings.generate_routes', {
      actor,
      input: request.only(['billing_group_id', 'locality_id']),
    })
    session.flash('done', `${description}.`)
    return response.redirect().toPath('/readings/without-route')
  }
}
