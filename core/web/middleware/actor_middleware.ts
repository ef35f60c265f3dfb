import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { Actor } from '#core/actions/index'
import { type Municipality, municipalityOf, requirePermission } from '#core/access/index'
import { type OpenSession, identify } from '#core/access/sessions/identify'
import { refuseSession, refuseUntilGate } from '#core/access/sessions/refuse'
import { actorOfKey, keyOf } from '#core/access/tokens/request_key'
import { unreadCount } from '#core/alerts/inbox'
import { registries } from '#core/kernel/index'
import { originOf } from '../origin.ts'
import { wantsJson } from '../wants_json.ts'
import { datetime } from '../view/format.ts'
import { initials, menuSections, openSections } from '../view/navigation.ts'

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /** The person behind the request; every route but login has one. */
    actor: Actor
    /** The session on the server by which they came in; other systems, which come with a key to `/api`, have none. */
    accessSession: OpenSession
    municipality: Municipality
    /** @throws BusinessError E_ACCESS_DENIED unless the person has the permission. */
    authorize(permission: string): void
  }
}

/** Wants a session; puts the actor on the context and the menu that the person may use on every page. */
export default class ActorMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const key = keyOf(ctx)
    if (key) return this.#enter(ctx, await actorOfKey(ctx, key), next)
    const identity = await identify(ctx)
    const { actor } = identity
    if (!actor) return refuseSession(ctx, identity.ended, wantsJson(ctx))
    const isStopped = identity.gate && !ctx.request.url().startsWith(identity.gate.path)
    if (identity.gate && isStopped) return refuseUntilGate(ctx, identity.gate, wantsJson(ctx))
    ctx.accessSession = identity.session
    return this.#enter(ctx, actor, next)
  }

  async #enter(ctx: HttpContext, actor: Actor, next: NextFn) {
    ctx.actor = { ...actor, origin: originOf(ctx, actor) }
    ctx.authorize = (permission) => requirePermission(actor, permission)
    const municipality = await municipalityOf(actor.municipalityId)
    ctx.municipality = municipality
    const menu = registries().menu.filter((entry) => actor.permissions.has(entry.permission))
    const isPage =
      ctx.request.method() === 'GET' && !wantsJson(ctx) && !ctx.request.header('hx-request')
    ctx.view.share({
      unread: isPage && actor.userId ? await unreadCount(actor.userId) : 0,
      actor,
      municipality,
      menu,
      menuSections: menuSections(
        menu,
        ctx.request.url(),
        openSections(ctx.request.plainCookie('menu', { encoded: false }))
      ),
      currentPath: ctx.request.url(),
      initials,
      may: (permission: string | null) => permission !== null && actor.permissions.has(permission),
      datetime: (value: Date | string | null) => datetime(value, municipality.timeZone),
    })
    return next()
  }
}
