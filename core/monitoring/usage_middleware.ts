import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { recordRequest } from './recorder.ts'

/** What machines ask all the time, and what stays open by its nature, would say nothing about people's waiting. */
const NOT_COUNTED = /^\/(health|jobs\/:id\/(stream|live))/

/** Counts each request: how long it took and who asked. */
export default class UsageMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const started = performance.now()
    try {
      return await next()
    } finally {
      const route = ctx.route?.pattern
      if (route !== undefined && !NOT_COUNTED.test(route)) {
        const { actor } = ctx as Partial<Pick<HttpContext, 'actor'>>
        recordRequest({
          route,
          milliseconds: performance.now() - started,
          isFailure: ctx.response.getStatus() >= 500,
          user: actor?.userId ? { id: actor.userId, municipalityId: actor.municipalityId } : null,
        })
      }
    }
  }
}
