import type { HttpContext } from '@adonisjs/core/http'
import { runAction } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { registries } from '#core/kernel/index'
import { countRequest } from '../rate_limit.ts'
import { type ListedToken, listTokens } from '../tokens/list_tokens.ts'
import { issueTokenAction } from '../tokens/token_actions.ts'
import { mayBeScope } from '../tokens/token_actor.ts'
import { permissionGroups } from '../view/permission_groups.ts'

function stateOf({ revokedAt, expiresAt }: ListedToken) {
  if (revokedAt) return { tone: 'neutral', text: 'Revogada', isLive: false }
  if (expiresAt <= clock.now()) return { tone: 'neutral', text: 'Vencida', isLive: false }
  return { tone: 'good', text: 'Vale', isLive: true }
}

const shown = (tokens: readonly ListedToken[]) =>
  tokens.map((token) => ({
    ...token,
    state: stateOf(token),
    scopeTitles: token.scopes.map((scope) => registries().permissions.find(scope) ?? scope),
  }))

/** Keys that people give to other systems: each person's own, and all of them for administrators. */
export default class TokensController {
  async mine(ctx: HttpContext) {
    ctx.authorize('access.tokens')
    return this.#page(ctx, null)
  }

  /** The new key stands in the answer itself, once; it is kept nowhere. */
  async store(ctx: HttpContext) {
    const { actor, authorize, request, response } = ctx
    authorize('access.tokens')
    await countRequest({ what: 'sign_in', address: request.ip() })
    const issued = await runAction(issueTokenAction, { actor, input: request.all() })
    response.header('cache-control', 'no-store')
    return this.#page(ctx, issued.secret)
  }

  async index({ actor, authorize, view }: HttpContext) {
    authorize('access.manage')
    const tokens = shown(await listTokens(actor.municipalityId, null))
    return view.render('pages/access/all_tokens', { tokens })
  }

  async #page({ actor, view }: HttpContext, secret: string | null) {
    const tokens = shown(await listTokens(actor.municipalityId, actor.userId))
    const own = [...actor.permissions].filter(mayBeScope)
    return view.render('pages/access/tokens', { tokens, secret, groups: permissionGroups(own) })
  }
}
