import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { fieldMessages } from '#core/actions/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'
import { changeOwnPassword } from '../passwords/change_own_password.ts'
import { passwordRules } from '../passwords/rules.ts'
import { accessPolicy } from '../policy.ts'
import { endSession } from '../sessions/open_session.ts'
import { passGate } from '../sessions/restrict_session.ts'
import { openSessions } from '../sessions/read.ts'
import { localitiesOf, territoriesOf } from '../territory/territories.ts'
import { readUser } from '../users/read.ts'
import { sourceWords } from '../view/words.ts'

const passwords = vine.create({
  current_password: vine.string().minLength(1).maxLength(200),
  password: vine.string().minLength(1).maxLength(200).confirmed(),
})
const place = vine.create({ municipality: vine.number().positive().withoutDecimals() })
const session = vine.create({ session: vine.string().uuid() })

/** What everybody sees and does about themselves. */
export default class AccountController {
  async show({ accessSession, actor, view }: HttpContext) {
    const places = await territoriesOf(actor.userId!)
    const home = places.find(({ isHome }) => isHome)!
    const localities = await localitiesOf(actor.municipalityId)
    const own = actor.scope?.localities.map(String)
    return view.render('pages/account/show', {
      user: await readUser(home.municipalityId, String(actor.userId)),
      sessions: await openSessions(actor.municipalityId, actor.userId),
      own: accessSession.id,
      places,
      localities: own ? localities.filter(({ id }) => own.includes(id)) : null,
      sourceWords,
    })
  }

  async password({ accessSession, actor, view }: HttpContext) {
    const policy = await accessPolicy(actor.municipalityId)
    return view.render('pages/account/password', {
      rules: passwordRules(policy),
      history: policy.history,
      isGate: accessSession.restriction === 'password',
      isLocal: accessSession.source === 'local',
    })
  }

  async changePassword(ctx: HttpContext) {
    const { current_password: current, password } = await ctx.request.validateUsing(passwords, {
      messagesProvider: fieldMessages,
    })
    await changeOwnPassword(ctx, { current, password })
    ctx.session.flash('done', 'Senha trocada. Suas outras sessões foram encerradas.')
    const gate = await passGate(ctx.accessSession)
    const next = gate?.path ?? (ctx.session.pull('wanted', '/account') as string)
    return ctx.response.redirect().toPath(next)
  }

  /** Goes to work in another of the person's municipalities; the session keeps it. */
  async switchMunicipality({ accessSession, actor, request, response, session: own }: HttpContext) {
    const { municipality } = await request.validateUsing(place)
    const places = await territoriesOf(actor.userId!)
    const there = places.find(({ municipalityId }) => municipalityId === BigInt(municipality))
    if (!there) throw errors.E_ACCESS_TERRITORY({ what: 'você não trabalha neste município' })
    await query(db, 'update access_sessions set municipality_id = ? where id = ?', [
      there.municipalityId,
      accessSession.id,
    ])
    own.flash('done', `Agora você trabalha em ${there.name}.`)
    return response.redirect().toPath('/')
  }

  /** Ends one of the person's own sessions, somewhere they forgot it. */
  async endSession({ actor, request, response, session: own }: HttpContext) {
    const { session: id } = await request.validateUsing(session)
    const sessions = await openSessions(actor.municipalityId, actor.userId)
    const isOwn = sessions.some((one) => one.id === id)
    const isEnded =
      isOwn && (await endSession(db, { id, reason: 'ended_by_user', by: actor.userId }))
    if (!isEnded) throw errors.E_ACCESS_SESSION_UNKNOWN({ id })
    own.flash('done', 'Sessão encerrada.')
    return response.redirect().toPath('/account')
  }
}
