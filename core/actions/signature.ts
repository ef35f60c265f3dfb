import type { JsonObject } from '#core/database/index'
import type { AuthorityUse } from './authority.ts'
import type { Actor } from './types.ts'

/**
 * In whose name an action stands in the trail besides the person's: whoever authorised the amount, and the key by which another
 * system acted. Who lent the permission has a column of the entry.
 */
export function signatureOf(
  actor: Actor,
  use: AuthorityUse | null
): { readonly name: string; readonly payload: JsonObject } {
  const key: JsonObject = actor.token ? { key: String(actor.token.id) } : {}
  const supervisor = use?.authorisedBy
  if (!use || !supervisor) return { name: actor.name, payload: key }
  const { name } = supervisor
  const authority = { amount: String(use.amount), by: String(supervisor.userId), name }
  return {
    name: `${actor.name}, com autorização de ${name}`,
    payload: { ...key, authority },
  }
}
