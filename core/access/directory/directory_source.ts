import logger from '@adonisjs/core/services/logger'
import { errors } from '../errors.ts'
import { type NetworkPerson, operatorOf } from '../network/link_operator.ts'
import { isLinked, keepsLocalPassword } from '../network/network_only.ts'
import { directorySettings, municipalityIds } from '../network/settings.ts'
import type { CredentialSource, KnownUser, Verdict } from '../sign_in/types.ts'
import { type DirectoryAnswer, type DirectoryPerson, authenticate } from './directory_client.ts'

/** Kept with the session. */
export const DIRECTORY_SOURCE = 'ldap'

/**
 * The utility's directory as a source of passwords. An account there with a registered person's login is that person's; who
 * is linked to it is refused with any other password, but for emergencies (parameter `access.local_password_profiles`).
 */
export const directorySource: CredentialSource = {
  name: DIRECTORY_SOURCE,
  async verify(user, password) {
    const settings = await directorySettings(user.municipalityId)
    if (!settings) return 'unknown'
    const answer = await authenticate(settings, user.login, password)
    if (answer.status === 'accepted') return accept(user, settings.url, answer.person)
    return refused(user, answer)
  },
}

async function accept(user: KnownUser, issuer: string, person: DirectoryPerson): Promise<Verdict> {
  const operator = await operatorOf(networkPerson(user.login, issuer, person), user.municipalityId)
  // The account is linked to somebody else here: its password is not this person's.
  return operator?.id === user.id ? 'accepted' : 'unknown'
}

async function refused(user: KnownUser, answer: DirectoryAnswer): Promise<Verdict> {
  if (answer.status === 'unreachable') {
    logger.warn({ reason: answer.reason }, 'the directory did not answer')
    return 'unreachable'
  }
  return (await isLinked(user)) && !(await keepsLocalPassword(user)) ? 'wrong' : 'unknown'
}

const networkPerson = (login: string, issuer: string, person: DirectoryPerson): NetworkPerson => ({
  source: 'directory',
  issuer,
  subject: person.id,
  login,
  email: person.email,
  name: person.name,
  groups: person.groups,
})

/**
 * The operator of somebody whose login nobody has here, when the directory vouches for them: registered with the same
 * e-mail, or to be registered by their groups.
 * @returns null when no directory knows the login with that password.
 * @throws BusinessError E_ACCESS_NOT_REGISTERED when it does, but nobody is registered for them.
 */
export async function operatorByDirectory(
  login: string,
  password: string
): Promise<KnownUser | null> {
  for (const municipalityId of await municipalityIds()) {
    const settings = await directorySettings(municipalityId)
    const answer = settings && (await authenticate(settings, login, password))
    if (answer?.status !== 'accepted') continue
    const person = networkPerson(login, settings!.url, answer.person)
    const operator = await operatorOf(person, municipalityId)
    if (!operator) throw errors.E_ACCESS_NOT_REGISTERED({ login })
    return operator
  }
  return null
}
