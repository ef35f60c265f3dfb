import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/index'

const Code = () => import('#core/access/controllers/code_controller')
const OpenId = () => import('#core/access/controllers/openid_controller')
const Desk = () => import('#core/access/controllers/desk_controller')
const Factor = () => import('#core/access/controllers/second_factor_controller')
const Tokens = () => import('#core/access/controllers/tokens_controller')
const Delegations = () => import('#core/access/controllers/delegations_controller')

/** Second factor, network accounts, keys, delegations, and the shared desk. */
export function accessEntryRoutes(): void {
  router.get('/login/code', [Code, 'show']).as('access.code')
  router.post('/login/code', [Code, 'store']).as('access.code.store')
  router.get('/login/openid', [OpenId, 'start']).as('access.openid')
  router.get('/login/openid/callback', [OpenId, 'callback']).as('access.openid.callback')
  router.get('/login/openid/leave', [OpenId, 'leave']).as('access.openid.leave')
  router.post('/session/switch', [Desk, 'switchUser']).as('access.switch')
  router
    .group(() => {
      router.post('/session/lock', [Desk, 'lock']).as('lock')
      router.get('/lock', [Desk, 'show']).as('locked')
      router.post('/lock', [Desk, 'unlock']).as('unlock')
      router.get('/account/second-factor', [Factor, 'show']).as('factor')
      router.post('/account/second-factor', [Factor, 'store']).as('factor.store')
      router.post('/account/second-factor/codes', [Factor, 'renew']).as('factor.codes')
      router.post('/account/second-factor/off', [Factor, 'destroy']).as('factor.off')
      router.get('/account/tokens', [Tokens, 'mine']).as('tokens')
      router.post('/account/tokens', [Tokens, 'store']).as('tokens.store')
      router.get('/access/tokens', [Tokens, 'index']).as('tokens.all')
      router.get('/account/delegations', [Delegations, 'mine']).as('delegations')
      router.post('/account/delegations', [Delegations, 'store']).as('delegations.store')
      router.get('/access/delegations', [Delegations, 'index']).as('delegations.all')
      router.post('/access/delegations', [Delegations, 'storeFor']).as('delegations.store_for')
    })
    .as('access')
    .use(middleware.actor())
}
