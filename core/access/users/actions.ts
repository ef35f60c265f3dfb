import vine from '@vinejs/vine'
import type { Action, ActionContext } from '#core/actions/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'
import { replacePassword } from '../passwords/new_password.ts'
import { accessPolicyWithin } from '../policy.ts'
import { type Granted, grantProfiles } from '../requests/grant.ts'
import { findUserById } from '../sign_in/find_user.ts'
import { endSessionsOf } from '../sessions/open_session.ts'
import {
  type PersonInput,
  idList,
  passwordFields,
  passwordLabels,
  personFields,
  personLabels,
  userId,
} from './inputs.ts'
import {
  type UserRow,
  lockUser,
  refusingTaken,
  requireManager,
  requireOther,
  userSubject,
} from './user_row.ts'
import { insertUser } from './write_user.ts'

const PERMISSION = 'access.manage'

interface Created extends Granted {
  readonly id: bigint
}

interface CreateInput extends PersonInput {
  readonly password: string
  readonly profiles: readonly number[]
}

const listed = (names: readonly string[]) => names.join(', ') || 'nenhum'
const waiting = (names: readonly string[]) =>
  names.length ? `; aguardam a decisão de outra pessoa: ${listed(names)}` : ''

/** A new person, with a temporary password and their profiles. */
const createUser: Action<CreateInput, Created> = {
  name: 'access.create_user',
  title: 'Cadastrar usuário',
  permission: PERMISSION,
  input: vine.create({ ...personFields, ...passwordFields, profiles: idList() }),
  labels: { ...personLabels, ...passwordLabels, profiles: 'Perfis' },
  reason: 'none',
  subject: (_, { id }) => userSubject(id),
  async run(context, input) {
    const id = await insertUser(context, input)
    return { id, ...(await grantProfiles(context, id, input.profiles)) }
  },
  describe: ({ full_name: name, login }, { added, asked }) =>
    `Usuário ${name} (${login}) cadastrado com os perfis: ${listed(added)}${waiting(asked)}`,
  trail: (_, { added, asked }) => ({ added, asked }),
}

interface UpdateInput extends PersonInput {
  readonly id: number
}

interface Updated {
  readonly id: bigint
  readonly before: Omit<PersonInput, 'password'>
}

/** Name, login and place in the organisation. */
const updateUser: Action<UpdateInput, Updated> = {
  name: 'access.update_user',
  title: 'Alterar usuário',
  permission: PERMISSION,
  input: vine.create({ id: userId, ...personFields }),
  labels: personLabels,
  reason: 'none',
  subject: ({ id }) => userSubject(id),
  async run(context, input) {
    const { id, login, email, fullName, jobTitle, area } = await lockUser(context, input.id)
    await refusingTaken(
      () =>
        query(
          context.tx,
          `update access_users set login = ?, email = ?, full_name = ?, job_title = ?, area = ?, updated_at = ?
            where id = ?`,
          [
            input.login,
            input.email ?? null,
            input.full_name,
            input.job_title ?? null,
            input.area ?? null,
            context.now,
            id,
          ]
        ),
      () => errors.E_ACCESS_LOGIN_TAKEN({ login: input.login })
    )
    return { id, before: { login, email, full_name: fullName, job_title: jobTitle, area } }
  },
  describe: ({ full_name: name, login }) => `Dados do usuário ${name} (${login}) alterados`,
  trail: (_, { before }) => ({ before: { ...before } as Record<string, string | null> }),
}

interface ProfilesInput {
  readonly id: number
  readonly profiles: readonly number[]
}

interface ProfilesOutput extends Granted {
  readonly user: UserRow
}

/** Which profiles a person has: the effect is at their next request. */
const setProfiles: Action<ProfilesInput, ProfilesOutput> = {
  name: 'access.set_profiles',
  title: 'Mudar perfis',
  permission: PERMISSION,
  input: vine.create({ id: userId, profiles: idList() }),
  labels: { id: 'Usuário', profiles: 'Perfis' },
  reason: 'optional',
  subject: ({ id }) => userSubject(id),
  async run(context, { id, profiles }) {
    const user = await lockUser(context, id)
    requireOther(context, user)
    const change = await grantProfiles(context, user.id, profiles)
    await requireManager(context.tx, context.municipalityId)
    return { user, ...change }
  },
  describe: (_, { user, added, removed, asked }) =>
    added.length || removed.length || asked.length
      ? `Perfis de ${user.fullName} (${user.login}): incluídos ${listed(added)}; retirados ${listed(removed)}${waiting(asked)}`
      : `Perfis de ${user.fullName} (${user.login}): nada mudou`,
  trail: (_, { added, removed, asked }) => ({ added, removed, asked }),
}

interface PasswordInput {
  readonly id: number
  readonly password: string
}

/** A temporary password, typed in masked fields and changed by the person at the next entry. */
const resetPassword: Action<PasswordInput, UserRow> = {
  name: 'access.reset_password',
  title: 'Redefinir senha',
  permission: PERMISSION,
  input: vine.create({ id: userId, ...passwordFields }),
  labels: { id: 'Usuário', ...passwordLabels },
  reason: 'optional',
  subject: ({ id }) => userSubject(id),
  run: (context, { id, password }) => giveTemporaryPassword(context, id, password),
  describe: (_, { fullName, login }) =>
    `Senha provisória definida para ${fullName} (${login}); as sessões abertas terminaram`,
}

async function giveTemporaryPassword(context: ActionContext, id: number, password: string) {
  const { tx, actor, municipalityId, now } = context
  const user = await lockUser(context, id)
  requireOther(context, user)
  const owner = (await findUserById(user.id, tx))!
  if (owner.password === null) throw errors.E_ACCESS_DIRECTORY()
  const policy = await accessPolicyWithin(tx, municipalityId, now)
  await replacePassword(tx, { owner, password, policy, isTemporary: true, now })
  await endSessionsOf(tx, { userId: user.id, reason: 'password', by: actor.userId })
  return user
}

export const userActions: readonly Action[] = [createUser, updateUser, setProfiles, resetPassword]
