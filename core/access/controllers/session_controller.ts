import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { hasDemo } from '../municipality.ts'
import { DEMO_PASSWORD, demoUsersForLogin } from '../seed_users.ts'
import { openIdButtons } from '../openid/buttons.ts'
import { countRequest } from '../rate_limit.ts'
import { closeSession } from '../sessions/open_session.ts'
import { sessionSource } from '../sessions/session_source.ts'
import { signIn } from '../sign_in/sign_in.ts'

const credentials = vine.create({
  login: vine.string().trim().minLength(1).maxLength(200),
  password: vine.string().minLength(1).maxLength(200),
})

export default class SessionController {
  async create({ auth, response, view }: HttpContext) {
    if (await auth.use('web').check()) return response.redirect().toPath('/')
    const demoUsers = (await hasDemo()) ? demoUsersForLogin() : []
    const networkButtons = await openIdButtons()
    return view.render('pages/login', { demoUsers, demoPassword: DEMO_PASSWORD, networkButtons })
  }

  async store(ctx: HttpContext) {
    await countRequest({ what: 'sign_in', address: ctx.request.ip() })
    const { login, password } = await ctx.request.validateUsing(credentials)
    const { path } = await signIn({ login, password, ctx })
    return ctx.response.redirect().toPath(path)
  }

  async destroy(ctx: HttpContext) {
    const source = await sessionSource(ctx)
    await closeSession(ctx, 'logout')
    // The provider would let the next person at this desk in as the one who left.
    if (source === 'openid') ctx.session.flash('left', 'network')
    return ctx.response.redirect().toPath('/login')
  }
}
