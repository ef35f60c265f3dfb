import type { HttpContext } from '@adonisjs/core/http'
import { BusinessError } from '#core/kernel/index'
import { errors } from '../errors.ts'
import { operatorOf } from '../network/link_operator.ts'
import { type OpenIdSettings, openIdSettings } from '../network/settings.ts'
import { openIdButtons } from '../openid/buttons.ts'
import { type PendingEntry, endEntry, leavingUrl, startEntry } from '../openid/openid_client.ts'
import { countRequest } from '../rate_limit.ts'
import { signInAs } from '../sign_in/sign_in.ts'

const PENDING = 'openid_pending'
/** Kept with the session on the server. */
const SOURCE = 'openid'

type Kept = PendingEntry & { readonly municipalityId: string }

/** Entering by the utility's identity provider: leave, come back with a code, and the session opens. */
export default class OpenIdController {
  async start(ctx: HttpContext) {
    await countRequest({ what: 'sign_in', address: ctx.request.ip() })
    const chosen = await this.#chosen(ctx)
    if (!chosen) return ctx.response.redirect().toPath('/login')
    const started = await this.#tried(ctx, () => startEntry(chosen.settings))
    if (!started) return ctx.response.redirect().toPath('/login')
    const { url, pending } = started
    const kept: Kept = { ...pending, municipalityId: String(chosen.municipalityId) }
    ctx.session.put(PENDING, kept)
    return ctx.response.redirect().toPath(url)
  }

  async callback(ctx: HttpContext) {
    const { request, response, session } = ctx
    // A code serves once, and so does what was kept for it.
    const kept = session.pull(PENDING) as Kept | undefined
    const municipalityId = kept && BigInt(kept.municipalityId)
    const settings = municipalityId ? await openIdSettings(municipalityId) : null
    if (!kept || !municipalityId || !settings) return response.redirect().toPath('/login')
    const search = new URL(request.url(true), 'http://localhost').search
    const outcome = await this.#tried(ctx, async () => {
      const person = await endEntry(settings, kept, search)
      const operator = await operatorOf(person, municipalityId)
      if (!operator) throw errors.E_ACCESS_NOT_REGISTERED({ login: person.login })
      return signInAs(ctx, operator, SOURCE)
    })
    return response.redirect().toPath(outcome?.path ?? '/login')
  }

  /** Leaves the provider as well; the session here is over already. */
  async leave(ctx: HttpContext) {
    const chosen = await this.#chosen(ctx)
    const url = chosen && (await this.#tried(ctx, () => leavingUrl(chosen.settings)))
    return ctx.response.redirect().toPath(url ?? '/login')
  }

  async #chosen({ request }: HttpContext) {
    const buttons = await openIdButtons()
    const asked = String(request.input('de', ''))
    const button = buttons.find((one) => String(one.municipalityId) === asked) ?? buttons[0]
    if (!button) return null
    const { municipalityId } = button
    return { municipalityId, settings: (await openIdSettings(municipalityId)) as OpenIdSettings }
  }

  /** A refusal is told on the login page: an error page would leave the person with no way in. */
  async #tried<T>(ctx: HttpContext, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work()
    } catch (error) {
      const why = (error as Error).message
      ctx.logger.warn({ why }, 'sign-in by the identity provider failed')
      const told = error instanceof BusinessError ? error : errors.E_ACCESS_OPENID({ why })
      ctx.session.flash('problem', { code: told.code, people: told.people })
      return null
    }
  }
}
