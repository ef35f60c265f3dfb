import hash from '@adonisjs/core/services/hash'
import { directorySource } from '../directory/directory_source.ts'
import { keepsLocalPassword } from '../network/network_only.ts'
import type { CredentialSource } from './types.ts'

/** The password kept here as a salted hash. */
const localPassword: CredentialSource = {
  name: 'local',
  async verify(user, password) {
    if (user.password === null || !(await keepsLocalPassword(user))) return 'unknown'
    return (await hash.verify(user.password, password)) ? 'accepted' : 'wrong'
  },
}

/** Who may vouch for a person, in the order in which they are asked. */
export const CREDENTIAL_SOURCES: readonly CredentialSource[] = [directorySource, localPassword]
