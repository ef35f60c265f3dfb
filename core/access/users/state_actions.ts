import vine from '@vinejs/vine'
import type { Action } from '#core/actions/index'
import { query } from '#core/database/index'
import { keepingSeparation } from '../duties/separation.ts'
import { errors } from '../errors.ts'
import { grantsDirectly, openRequests, takeProfiles } from '../requests/grant.ts'
import { endSession, endSessionsOf } from '../sessions/open_session.ts'
import { userId } from './inputs.ts'
import { type UserRow, lockUser, requireManager, requireOther, userSubject } from './user_row.ts'

const PERMISSION = 'access.manage'

interface Input {
  readonly id: number
}

const input = vine.create({ id: userId })
const labels = { id: 'Usuário' }
const nameOf = ({ fullName, login }: UserRow) => `${fullName} (${login})`

/** A person who left: enters no more, and what they did stays in the trail under their name. */
const deactivateUser: Action<Input, UserRow> = {
  name: 'access.deactivate_user',
  title: 'Desativar usuário',
  permission: PERMISSION,
  ...{ input, labels },
  reason: 'required',
  subject: ({ id }) => userSubject(id),
  async run(context, { id }) {
    const { tx, actor, municipalityId, now } = context
    const user = await lockUser(context, id)
    requireOther(context, user)
    await query(tx, 'update access_users set is_active = false, updated_at = ? where id = ?', [
      now,
      user.id,
    ])
    await requireManager(tx, municipalityId)
    await endSessionsOf(tx, { userId: user.id, reason: 'deactivated', by: actor.userId })
    return user
  },
  describe: (_, user) => `Usuário ${nameOf(user)} desativado; as sessões abertas terminaram`,
}

interface Reactivated extends UserRow {
  /** Profiles that wait for somebody else's decision. */
  readonly asked: readonly string[]
}

const reactivateUser: Action<Input, Reactivated> = {
  name: 'access.reactivate_user',
  title: 'Reativar usuário',
  permission: PERMISSION,
  ...{ input, labels },
  reason: 'required',
  subject: ({ id }) => userSubject(id),
  async run(context, { id }) {
    const user = await lockUser(context, id)
    const isDirect = await grantsDirectly(context)
    const asked = isDirect
      ? []
      : await openRequests(context, user.id, await takeProfiles(context, user.id))
    // Profiles that were given meanwhile were checked against nobody active.
    await keepingSeparation(context, [user.id], () =>
      query(
        context.tx,
        'update access_users set is_active = true, leaves_on = null, updated_at = ? where id = ?',
        [context.now, user.id]
      )
    )
    return { ...user, asked }
  },
  describe: (_, { asked, ...user }) =>
    `Usuário ${nameOf(user)} reativado${asked.length ? `; aguardam a decisão de outra pessoa: ${asked.join(', ')}` : ''}`,
}

/** Lets a person who typed too many wrong passwords try again. */
const unblockUser: Action<Input, UserRow> = {
  name: 'access.unblock_user',
  title: 'Desbloquear usuário',
  permission: PERMISSION,
  ...{ input, labels },
  reason: 'optional',
  subject: ({ id }) => userSubject(id),
  async run(context, { id }) {
    const { tx, now } = context
    const user = await lockUser(context, id)
    const isBlocked =
      user.blockedAt !== null || (user.lockedUntil !== null && user.lockedUntil > now)
    if (!isBlocked) throw errors.E_ACCESS_NOT_BLOCKED({ login: user.login })
    await query(
      tx,
      `update access_users set blocked_at = null, locked_until = null, attempts_from = ?, updated_at = ? where id = ?`,
      [now, now, user.id]
    )
    return user
  },
  describe: (_, user) => `Usuário ${nameOf(user)} desbloqueado`,
}

interface SessionInput {
  readonly session: string
}

interface EndedSession {
  readonly userId: bigint
  readonly fullName: string
}

/** Sends somebody's browser to the login at its next request. */
const endSessionAction: Action<SessionInput, EndedSession> = {
  name: 'access.end_session',
  title: 'Encerrar sessão',
  permission: PERMISSION,
  input: vine.create({ session: vine.string().uuid() }),
  labels: { session: 'Sessão' },
  reason: 'optional',
  subject: (_, { userId: id }) => userSubject(id),
  async run({ tx, actor, municipalityId }, { session }) {
    const [found] = await query<EndedSession>(
      tx,
      `select s.user_id as "userId", u.full_name as "fullName" from access_sessions s
         join access_users u on u.id = s.user_id
        where s.id = ? and s.municipality_id = ? and s.ended_at is null`,
      [session, municipalityId]
    )
    const isEnded =
      found && (await endSession(tx, { id: session, reason: 'ended_by_other', by: actor.userId }))
    if (!isEnded) throw errors.E_ACCESS_SESSION_UNKNOWN({ id: session })
    return found
  },
  describe: (_, { fullName }) => `Sessão de ${fullName} encerrada`,
}

export const userStateActions: readonly Action[] = [
  deactivateUser,
  reactivateUser,
  unblockUser,
  endSessionAction,
]
