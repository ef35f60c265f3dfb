import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { clock, isRefMonth, monthOf } from '#core/calendar/index'
import { bridgeView } from '../bridge_view.ts'
import { closeBridges } from '../bridges.ts'
import { refuseTerritory } from '../run/territory.ts'
import { chooseScope, scopeGroups } from '../scope_choice.ts'

export default class BridgesController {
  /** The month and group wanted, or this month and the first group; every check with its terms. */
  async index(ctx: HttpContext) {
    ctx.authorize('reports.read')
    refuseTerritory(ctx.actor, 'Conferências')
    const { municipalityId } = ctx.actor
    const groups = await scopeGroups(db, municipalityId)
    const reference = this.#reference(ctx)
    const group = String(ctx.request.input('group') ?? groups[0]?.code ?? '')
    if (groups.length === 0 || !isRefMonth(reference)) {
      return ctx.view.render('pages/bridges', { groups, group, reference, bridges: [], open: 0 })
    }
    const scope = chooseScope(groups, { municipalityId, group, reference })
    const results = await db.transaction((tx) => closeBridges(tx, scope))
    return ctx.view.render('pages/bridges', {
      groups,
      group: scope.group.code,
      reference,
      bridges: results.map(bridgeView),
      open: results.filter(({ isClosed }) => !isClosed).length,
    })
  }

  async json(ctx: HttpContext) {
    ctx.authorize('reports.read')
    refuseTerritory(ctx.actor, 'Conferências')
    const { municipalityId } = ctx.actor
    const groups = await scopeGroups(db, municipalityId)
    const scope = chooseScope(groups, {
      municipalityId,
      group: String(ctx.request.input('group', '')),
      reference: this.#reference(ctx),
    })
    const bridges = await db.transaction((tx) => closeBridges(tx, scope))
    return { group: scope.group, reference: scope.reference, bridges }
  }

  #reference({ request, municipality }: HttpContext): string {
    return String(request.input('reference') ?? monthOf(clock.today(municipality.timeZone)))
  }
}
