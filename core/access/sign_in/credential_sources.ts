import hash from '@adonisjs/core/services/hash'
import type { CredentialSource } from './types.ts'

/** The password kept here as a salted hash. */
const localPassword: CredentialSource = {
  name: 'local',
  async verify(user, password) {
    if (user.password === null) return 'unknown'
    return (await hash.verify(user.password, password)) ? 'accepted' : 'wrong'
  },
}

/** Who may vouch for a person, in the order in which they are asked. */
export const CREDENTIAL_SOURCES: readonly CredentialSource[] = [localPassword]
