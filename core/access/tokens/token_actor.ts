import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { actorOfUser } from '../actor.ts'
import { errors } from '../errors.ts'
import { hashOfToken } from './token_text.ts'

interface Row {
  readonly id: bigint
  readonly municipality_id: bigint
  readonly user_id: bigint
  readonly name: string
  readonly scopes: readonly string[]
  readonly expires_at: Date
  readonly revoked_at: Date | null
  readonly is_from_allowed_address: boolean
  readonly is_use_recent: boolean
}

/** Rights over access itself are for people: a key that leaked must not make others. */
export const mayBeScope = (permission: string): boolean => !permission.startsWith('access.')

/** The use of a key is noted once a minute, so that a busy system does not write at each request. */
const NOTE_USE = `
  update access_tokens set last_used_at = ?, last_used_address = ?::inet where id = ?`

/**
 * The actor of a request that carries a key: its owner in the municipality where the key was made, with the permissions that
 * both the key and the owner have now.
 * @throws BusinessError E_ACCESS_TOKEN for a key that is unknown, expired, revoked, or sent from an address that is not on
 * its list; the answer is the same for all, the log says which.
 */
export async function actorOfToken(text: string, address: string): Promise<Actor> {
  const now = clock.now()
  const token = await findToken(text, address, now)
  const owner = await actorOfUser(token.user_id, token.municipality_id)
  if (owner?.municipalityId !== token.municipality_id) {
    throw errors.E_ACCESS_TOKEN({ why: 'the owner may no longer enter there' })
  }
  if (!token.is_use_recent) await query(db, NOTE_USE, [now, plainAddress(address), token.id])
  const allowed = token.scopes.filter((scope) => mayBeScope(scope) && owner.permissions.has(scope))
  return {
    ...owner,
    name: `${owner.name} (chave ${token.name})`,
    permissions: new Set(allowed),
    token: { id: token.id, name: token.name },
  }
}

async function findToken(text: string, address: string, now: Date): Promise<Row> {
  const hash = hashOfToken(text)
  if (!hash) throw errors.E_ACCESS_TOKEN({ why: 'its shape is not ours' })
  const [token] = await query<Row>(
    db,
    `select id, municipality_id, user_id, name, scopes, expires_at, revoked_at,
            cardinality(addresses) = 0 or ?::inet <<= any(addresses) as is_from_allowed_address,
            coalesce(last_used_at > ?::timestamptz - interval '1 minute'
                     and last_used_address = ?::inet, false) as is_use_recent
       from access_tokens where hash = ?`,
    [plainAddress(address), now, plainAddress(address), hash]
  )
  if (!token) throw errors.E_ACCESS_TOKEN({ why: 'it is unknown' })
  const why = refusalOf(token, now)
  if (why) throw errors.E_ACCESS_TOKEN({ why: `${why} (token ${token.id})` })
  return token
}

function refusalOf(token: Row, now: Date): string | null {
  if (token.revoked_at) return 'it was revoked'
  if (token.expires_at <= now) return 'it expired'
  return token.is_from_allowed_address ? null : 'the address is not on its list'
}

/** An IPv4 address that arrived over an IPv6 socket, as people write it. */
export const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')
