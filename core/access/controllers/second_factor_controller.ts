import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import type { Actor } from '#core/actions/index'
import { query } from '#core/database/index'
import { qrSvg } from '#core/documents/index'
import { errors } from '../errors.ts'
import {
  acceptCode,
  confirmEnrolment,
  enrolmentSecret,
  factorState,
  mustHaveFactor,
  renewRecoveryCodes,
  turnFactorOff,
} from '../second_factor/factors.ts'
import { enrolmentUri } from '../second_factor/totp.ts'
import { passGate } from '../sessions/restrict_session.ts'
import { failSecondStep } from '../sign_in/sign_in.ts'
import { findUserById } from '../sign_in/find_user.ts'

const input = vine.create({ code: vine.string().trim().minLength(1).maxLength(40) })
const QR_MM = 48

/** A person's own second factor: turn it on, new recovery codes, turn it off. */
export default class SecondFactorController {
  async show({ actor, accessSession, view }: HttpContext) {
    const userId = actor.userId!
    const state = await factorState(userId)
    const isRequired = await mustHaveFactor(userId, actor.municipalityId)
    const secret = state.isOn ? null : await enrolmentSecret(userId)
    const uri = secret && enrolmentUri(secret, await loginOf(actor))
    return view.render('pages/access/second_factor', {
      factor: state,
      isRequired,
      isGate: accessSession.restriction !== null,
      secret: secret?.match(/.{1,4}/g)?.join(' ') ?? null,
      qr: uri && qrSvg(uri, { size: QR_MM, level: 'M' }),
    })
  }

  async store(ctx: HttpContext) {
    const { code } = await ctx.request.validateUsing(input)
    const codes = await confirmEnrolment(ctx.actor, code.replaceAll(/\s/g, ''))
    const gate = await passGate(ctx.accessSession)
    return this.#showCodes(ctx, codes, gate?.path ?? '/account/second-factor')
  }

  async renew(ctx: HttpContext) {
    await this.#confirm(ctx)
    return this.#showCodes(ctx, await renewRecoveryCodes(ctx.actor), '/account/second-factor')
  }

  async destroy(ctx: HttpContext) {
    const { actor, response, session } = ctx
    if (await mustHaveFactor(actor.userId!, actor.municipalityId)) {
      throw errors.E_ACCESS_FACTOR_REQUIRED({ user: actor.name })
    }
    await this.#confirm(ctx)
    await turnFactorOff(actor)
    session.flash('done', 'Segunda etapa desativada.')
    return response.redirect().toPath('/account/second-factor')
  }

  /** An open screen is not enough to weaken an account: the code is asked again, and wrong ones count. */
  async #confirm(ctx: HttpContext): Promise<void> {
    const { code } = await ctx.request.validateUsing(input)
    if (await acceptCode(ctx.actor.userId!, code)) return
    await failSecondStep(ctx, (await findUserById(ctx.actor.userId!))!)
    throw errors.E_ACCESS_CODE()
  }

  /** Shown in the answer itself and kept nowhere. */
  #showCodes({ response, view }: HttpContext, codes: readonly string[], next: string) {
    response.header('cache-control', 'no-store')
    return view.render('pages/access/recovery_codes', { codes, next })
  }
}

async function loginOf({ userId }: Actor): Promise<string> {
  const [user] = await query<{ login: string }>(db, 'select login from access_users where id = ?', [
    userId,
  ])
  return user!.login
}
