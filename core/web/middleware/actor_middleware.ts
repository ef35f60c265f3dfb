import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { Actor } from '#core/actions/index'
import { accessErrors, actorOfUser } from '#core/access/index'
import { registries } from '#core/kernel/index'

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /** The person behind the request; every route but login has one. */
    actor: Actor
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
      if (ctx.request.accepts(['html', 'json']) === 'json') {
        return ctx.response.unauthorized({ code: 'E_ACCESS_SESSION', message: 'Entre no sistema para continuar.' })
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
    ctx.view.share({
      actor,
      menu: registries().menu.filter((entry) => actor.permissions.has(entry.permission)),
      currentPath: ctx.request.url(),
    })
    return next()
  }
}
