import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { type Action, performAction } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { mayBeDelegated } from '../delegation/delegated_rights.ts'
import { delegateAction, delegateForAction, ownRights } from '../delegation/delegation_actions.ts'
import { listDelegations } from '../delegation/list_delegations.ts'
import { permissionGroups } from '../view/permission_groups.ts'

/** Rights lent for a time: each person's own, and all of them for administrators. */
export default class DelegationsController {
  async mine({ actor, authorize, municipality, view }: HttpContext) {
    authorize('access.delegate')
    const { municipalityId, userId } = actor
    const today = clock.today(municipality.timeZone)
    const own = await ownRights(db, userId!)
    const held = new Set(own.flatMap(({ permissions }) => permissions).filter(mayBeDelegated))
    return view.render('pages/access/delegations', {
      delegations: await listDelegations({ municipalityId, userId }, today),
      profiles: own,
      groups: permissionGroups(held),
      today,
    })
  }

  async store(ctx: HttpContext) {
    ctx.authorize('access.delegate')
    return this.#lend(ctx, delegateAction, '/account/delegations')
  }

  async storeFor(ctx: HttpContext) {
    ctx.authorize('access.manage')
    return this.#lend(ctx, delegateForAction, '/access/delegations')
  }

  async index({ actor, authorize, municipality, view }: HttpContext) {
    authorize('access.manage')
    const today = clock.today(municipality.timeZone)
    const asked = { municipalityId: actor.municipalityId, userId: null }
    return view.render('pages/access/all_delegations', {
      delegations: await listDelegations(asked, today),
      profiles: await query(db, 'select code, name from access_profiles order by name'),
      groups: permissionGroups(registries().permissions.names().filter(mayBeDelegated)),
      today,
    })
  }

  async #lend({ actor, request, response, session }: HttpContext, action: Action, next: string) {
    const reason = request.input('reason') as string | undefined
    const { description } = await performAction(action, { actor, input: request.all(), reason })
    session.flash('done', description)
    return response.redirect().toPath(next)
  }
}
