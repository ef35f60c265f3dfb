import router from '@adonisjs/core/services/router'

/** `middleware.actor()` on every route that needs a session; plugins use it for their own screens. */
export const middleware = router.named({
  actor: () => import('#core/web/middleware/actor_middleware'),
})
