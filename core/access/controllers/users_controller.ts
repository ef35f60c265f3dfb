import type { HttpContext } from '@adonisjs/core/http'
import { performAction } from '#core/actions/index'
import { historyOf } from '#core/audit/index'
import { clock } from '#core/calendar/index'
import { parameterInForce } from '#core/configuration/index'
import { pageOf, pagerOf } from '#core/web/index'
import { dutiesReport } from '../duties/report.ts'
import { errors } from '../errors.ts'
import { passwordRules } from '../passwords/rules.ts'
import { accessPolicy } from '../policy.ts'
import { listProfiles } from '../profiles/read.ts'
import { DIRECT_GRANTING } from '../requests/grant.ts'
import { waitingRequests } from '../requests/read.ts'
import { reviewDue } from '../reviews/read.ts'
import { openSessions } from '../sessions/read.ts'
import { localitiesOf, territoriesOf } from '../territory/territories.ts'
import {
  USERS_PER_PAGE,
  type UserPage,
  type UserState,
  listUsers,
  readUser,
  userState,
} from '../users/read.ts'

const STATES: readonly { value: UserState; title: string }[] = [
  { value: 'active', title: 'Ativos' },
  { value: 'blocked', title: 'Bloqueados' },
  { value: 'inactive', title: 'Inativos' },
]
const DIGITS = /^\d{1,18}$/
const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : '')

/** What forms send for a list: one text, several, or nothing. */
const listOf = (value: unknown): unknown[] =>
  value === undefined || value === null ? [] : [value].flat()

/** People with a login: list, page, and the forms that no generated one could ask. */
export default class UsersController {
  async index({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('access.read')
    const { q, state: wanted, profile: asked, page: number } = request.qs()
    const text = textOf(q)
    const state = STATES.find(({ value }) => value === wanted)?.value ?? null
    const profile = DIGITS.test(textOf(asked)) ? textOf(asked) : null
    const page = pageOf(number)
    const filter = { municipalityId: actor.municipalityId, text, state, profile }
    const { users, total } = await listUsers(filter, page)
    const query = { ...(text && { q: text }), ...(state && { state }), ...(profile && { profile }) }
    return view.render('pages/access/users', {
      users: users.map((user) => ({ ...user, state: userState(user) })),
      asked: { text, state, profile },
      isNarrowed: Object.keys(query).length > 0,
      states: STATES,
      profiles: await listProfiles(),
      due: await reviewDue(municipality),
      total,
      pager: pagerOf({ page, total, size: USERS_PER_PAGE, path: '/access/users', query }),
    })
  }

  async create({ actor, authorize, view }: HttpContext) {
    authorize('access.manage')
    const policy = await accessPolicy(actor.municipalityId)
    return view.render('pages/access/user_form', {
      user: null,
      profiles: await listProfiles(),
      rules: passwordRules(policy),
    })
  }

  async store({ actor, authorize, request, response, session }: HttpContext) {
    authorize('access.manage')
    const input = { ...request.all(), profiles: listOf(request.input('profiles')) }
    const { output, description } = await performAction('access.create_user', { actor, input })
    session.flash('done', description)
    return response.redirect().toPath(`/access/users/${(output as { id: bigint }).id}`)
  }

  async show(ctx: HttpContext) {
    const { actor, authorize, municipality, view } = ctx
    authorize('access.read')
    const user = await this.#user(ctx)
    const { conflicts } = await dutiesReport(municipality)
    const today = clock.today(municipality.timeZone)
    return view.render('pages/access/user', {
      user,
      // Edge keeps the name `state` for itself.
      status: userState(user),
      isSelf: user.id === actor.userId,
      profiles: await listProfiles(),
      sessions: await openSessions(actor.municipalityId, user.id),
      conflicts: conflicts.filter(({ userId }) => userId === user.id),
      today,
      isDirect: await parameterInForce<boolean>(DIRECT_GRANTING, actor.municipalityId, today),
      places: await this.#places(ctx, user),
      requests: await waitingRequests(actor.municipalityId, user.id),
      history: await historyOf(actor.municipalityId, { type: 'access.users', id: user.id }, 20),
    })
  }

  async edit(ctx: HttpContext) {
    ctx.authorize('access.manage')
    const user = await this.#user(ctx)
    return ctx.view.render('pages/access/user_form', { user, profiles: [], rules: [] })
  }

  async update({ actor, authorize, params, request, response, session }: HttpContext) {
    authorize('access.manage')
    const input = { ...request.all(), id: params.id as string }
    const { description } = await performAction('access.update_user', { actor, input })
    session.flash('done', description)
    return response.redirect().toPath(`/access/users/${params.id}`)
  }

  async profiles({ actor, authorize, params, request, response, session }: HttpContext) {
    authorize('access.manage')
    const { description } = await performAction('access.set_profiles', {
      actor,
      input: { id: params.id as string, profiles: listOf(request.input('profiles')) },
      reason: request.input('reason') as string | undefined,
    })
    session.flash('done', description)
    return response.redirect().toPath(`/access/users/${params.id}`)
  }

  async password(ctx: HttpContext) {
    ctx.authorize('access.manage')
    const user = await this.#user(ctx)
    const policy = await accessPolicy(ctx.actor.municipalityId)
    return ctx.view.render('pages/access/user_password', { user, rules: passwordRules(policy) })
  }

  async #user({ actor, params }: HttpContext): Promise<UserPage> {
    const user = await readUser(actor.municipalityId, params.id as string)
    if (!user) throw errors.E_ACCESS_USER({ id: params.id as string })
    return user
  }

  /** The municipalities that the administrator works in, with what of each is the person's. */
  async #places({ actor }: HttpContext, user: UserPage) {
    const own = await territoriesOf(actor.userId!)
    const theirs = await territoriesOf(user.id)
    return Promise.all(
      own.map(async ({ municipalityId, name }) => {
        const there = theirs.find((one) => one.municipalityId === municipalityId)
        const localities = await localitiesOf(municipalityId)
        return {
          municipalityId,
          name,
          isHome: municipalityId === user.municipalityId,
          reach: there ? (there.localityIds ? 'some' : 'all') : 'none',
          localities: localities.map((locality) => ({
            ...locality,
            isChosen: there?.localityIds?.includes(locality.id) ?? false,
          })),
        }
      })
    )
  }
}
