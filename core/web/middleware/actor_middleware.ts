import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { Actor } from '#core/actions/index'
import { type Municipality, accessErrors, actorOfUser, municipalityOf } from '#core/access/index'
import { registries } from '#core/kernel/index'
import { wantsJson } from '../wants_json.ts'
import { datetime } from '../view/format.ts'
import { initials, menuSections } from '../view/navigation.ts'

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /** The person behind the request; every route but login has one. */
    actor: Actor
    municipality: Municipality
    /** @throws BusinessError E_ACCESS_DENIED unless the person has the permission. */
    authorize(permission: string): void
  }
}

/** Wants a session; puts the actor on the context and the menu that the person may use on every page. */
export default class ActorMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    await ctx.auth.use('web').check()
    const user = ctx.auth.use('web').user
    const actor = user ? await actorOfUser(BigInt(user.id)) : null
    if (!actor) {
      if (wantsJson(ctx)) {
        return ctx.response.unauthorized({
          code: 'E_ACCESS_SESSION',
          message: 'Entre no sistema para continuar.',
        })
      }
      if (ctx.request.method() === 'GET') ctx.session.put('wanted', ctx.request.url(true))
      return ctx.response.redirect().toPath('/login')
    }
    ctx.actor = actor
    ctx.authorize = (permission) => {
      if (actor.permissions.has(permission)) return
      const title = registries().permissions.find(permission) ?? permission
      throw accessErrors.E_ACCESS_DENIED({ user: actor.name, permission, title })
    }
    const municipality = await municipalityOf(actor.municipalityId)
    ctx.municipality = municipality
    const menu = registries().menu.filter((entry) => actor.permissions.has(entry.permission))
    ctx.view.share({
      actor,
      municipality,
      menu,
      menuSections: menuSections(menu, ctx.request.url()),
      currentPath: ctx.request.url(),
      initials,
      may: (permission: string | null) => permission !== null && actor.permissions.has(permission),
      datetime: (value: Date | string | null) => datetime(value, municipality.timeZone),
    })
    return next()
  }
}
