import router from '@adonisjs/core/services/router'

const define = () => router.named({ actor: () => import('#core/web/middleware/actor_middleware') })

let defined: ReturnType<typeof define> | undefined

/**
 * `middleware.actor()` stands on every route that needs a session; plugins use it for their own screens. The router is
 * asked at the first use: declarations that import this room are loaded before it exists.
 */
export const middleware = { actor: () => (defined ??= define()).actor() }
