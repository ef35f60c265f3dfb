import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { pageBefore } from '../desk/page_before.ts'
import { lockGate } from '../desk/lock_gate.ts'
import { errors } from '../errors.ts'
import { countRequest } from '../rate_limit.ts'
import { closeSession } from '../sessions/open_session.ts'
import { passGate, restrictSession } from '../sessions/restrict_session.ts'
import { findUserById } from '../sign_in/find_user.ts'
import { verifyCredential } from '../sign_in/sign_in.ts'

const input = vine.create({ password: vine.string().minLength(1).maxLength(200) })

/** A computer that several people use: change who is at it, or lock it for a moment. */
export default class DeskController {
  /**
   * Ends the session that is open and asks who comes next, on the same page. Nothing of the one session reaches the other but
   * the address of the page.
   */
  async switchUser(ctx: HttpContext) {
    const { response, session } = ctx
    const page = pageBefore(ctx)
    await closeSession(ctx, 'switched')
    session.clear()
    session.regenerate()
    session.put('wanted', page)
    session.put('switched', page)
    return response.redirect().toPath('/login')
  }

  async lock(ctx: HttpContext) {
    const { accessSession, response, session } = ctx
    if (accessSession.restriction === null) {
      await restrictSession(accessSession, lockGate)
      session.put('wanted', pageBefore(ctx))
    }
    return response.redirect().toPath(lockGate.path)
  }

  async show({ accessSession, response, view }: HttpContext) {
    if (accessSession.restriction !== lockGate.name) return response.redirect().toPath('/')
    return view.render('pages/access/lock', { isOpenId: accessSession.source === 'openid' })
  }

  async unlock(ctx: HttpContext) {
    const { accessSession, actor, request, response, session } = ctx
    await countRequest({ what: 'sign_in', address: request.ip() })
    if (accessSession.restriction !== lockGate.name) return response.redirect().toPath('/')
    const { password } = await request.validateUsing(input)
    const { login } = (await findUserById(actor.userId!))!
    const { user } = await verifyCredential({ login, password, ctx })
    if (user.id !== actor.userId) throw errors.E_ACCESS_LOGIN()
    const gate = await passGate(accessSession)
    return response.redirect().toPath(gate?.path ?? (session.pull('wanted', '/') as string))
  }
}
