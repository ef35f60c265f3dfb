import type { HttpContext } from '@adonisjs/core/http'
import { errors as authErrors } from '@adonisjs/auth'
import vine from '@vinejs/vine'
import db from '@adonisjs/lucid/services/db'
import User from '../models/user.ts'
import { errors } from '../errors.ts'
import { hasDemo } from '../municipality.ts'
import { DEMO_PASSWORD, demoUsersForLogin } from '../seed_users.ts'

const credentials = vine.create({
  email: vine.string().trim().email(),
  password: vine.string().minLength(1).maxLength(200),
})

/** Attempts before a lock, and its length. */
const MAX_ATTEMPTS = 5
const LOCK_MINUTES = 15

export default class SessionController {
  async create({ auth, response, view }: HttpContext) {
    if (await auth.use('web').check()) return response.redirect().toPath('/')
    const demoUsers = (await hasDemo()) ? demoUsersForLogin() : []
    return view.render('pages/login', { demoUsers, demoPassword: DEMO_PASSWORD })
  }

  async store({ auth, request, response, session }: HttpContext) {
    const { email, password } = await request.validateUsing(credentials)
    const known = await User.findBy('email', email)
    if (known?.lockedUntil && known.lockedUntil > new Date()) {
      throw errors.E_ACCESS_LOCKED({ email, until: known.lockedUntil.toLocaleTimeString('pt-BR') })
    }
    try {
      const user = await User.verifyCredentials(email, password)
      if (!user.isActive) throw errors.E_ACCESS_LOGIN()
      await db
        .from('access_users')
        .where('id', user.id)
        .update({ failed_attempts: 0, locked_until: null, last_login_at: new Date() })
      await auth.use('web').login(user)
    } catch (error) {
      if (!(error instanceof authErrors.E_INVALID_CREDENTIALS)) throw error
      if (known) await this.#countFailure(known.id)
      throw errors.E_ACCESS_LOGIN()
    }
    return response.redirect().toPath(session.pull('wanted', '/'))
  }

  async destroy({ auth, response }: HttpContext) {
    await auth.use('web').logout()
    return response.redirect().toPath('/login')
  }

  async #countFailure(userId: string) {
    await db.rawQuery(
      `update access_users
          set failed_attempts = case when failed_attempts + 1 >= ? then 0 else failed_attempts + 1 end,
              locked_until = case when failed_attempts + 1 >= ? then now() + make_interval(mins => ?) end
        where id = ?`,
      [MAX_ATTEMPTS, MAX_ATTEMPTS, LOCK_MINUTES, userId]
    )
  }
}
