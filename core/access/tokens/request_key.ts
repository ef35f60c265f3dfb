import type { HttpContext } from '@adonisjs/core/http'
import { BusinessError } from '#core/kernel/index'
import type { Actor } from '#core/actions/index'
import { penalise } from '../rate_limit.ts'
import { actorOfToken } from './token_actor.ts'
import { bearerOf } from './token_text.ts'

/** The key of a request to `/api`, or null; elsewhere no header replaces the session. */
export function keyOf({ request }: Pick<HttpContext, 'request'>): string | null {
  return request.url().startsWith('/api/') ? bearerOf(request.header('authorization')) : null
}

/**
 * The actor behind a request's key; an address that sends wrong ones is made to wait.
 * @throws BusinessError E_ACCESS_TOKEN, E_ACCESS_TOO_MANY
 */
export function actorOfKey(ctx: HttpContext, key: string): Promise<Actor> {
  const address = ctx.request.ip()
  return penalise({ what: 'wrong_keys', address }, async () => {
    try {
      return await actorOfToken(key, address)
    } catch (error) {
      if (error instanceof BusinessError) ctx.logger.warn({ address }, error.message)
      throw error
    }
  })
}
