import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { errors } from '../errors.ts'
import { countRequest } from '../rate_limit.ts'
import { acceptCode } from '../second_factor/factors.ts'
import { failSecondStep, finishSignIn, pendingSignIn } from '../sign_in/sign_in.ts'

const input = vine.create({ code: vine.string().trim().minLength(1).maxLength(40) })

/** The page between the password and the session, for who has a second factor. */
export default class CodeController {
  async show(ctx: HttpContext) {
    const pending = await pendingSignIn(ctx)
    if (!pending) return ctx.response.redirect().toPath('/login')
    return ctx.view.render('pages/access/code', { name: pending.user.fullName })
  }

  async store(ctx: HttpContext) {
    await countRequest({ what: 'sign_in', address: ctx.request.ip() })
    const pending = await pendingSignIn(ctx)
    if (!pending) return ctx.response.redirect().toPath('/login')
    const { code } = await ctx.request.validateUsing(input)
    if (!(await acceptCode(pending.user.id, code))) {
      await failSecondStep(ctx, pending.user)
      throw errors.E_ACCESS_CODE()
    }
    const { path } = await finishSignIn(ctx)
    return ctx.response.redirect().toPath(path)
  }
}
