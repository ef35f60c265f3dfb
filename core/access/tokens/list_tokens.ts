import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'

export interface ListedToken {
  readonly id: bigint
  readonly name: string
  readonly owner: string
  readonly hint: string
  readonly scopes: readonly string[]
  readonly addresses: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly lastUsedAt: Date | null
  readonly lastUsedAddress: string | null
  readonly revokedAt: Date | null
}

const LONGEST_LIST = 200

/** The keys of a person, or of everybody, newest first. */
export function listTokens(municipalityId: bigint, userId: bigint | null): Promise<ListedToken[]> {
  return query<ListedToken>(
    db,
    `select t.id, t.name, u.full_name as owner, t.hint, t.scopes,
            array_to_string(t.addresses, ', ') as addresses,
            t.created_at as "createdAt", t.expires_at as "expiresAt", t.last_used_at as "lastUsedAt",
            host(t.last_used_address) as "lastUsedAddress", t.revoked_at as "revokedAt"
       from access_tokens t join access_users u on u.id = t.user_id
      where t.municipality_id = ? and (?::bigint is null or t.user_id = ?)
      order by t.id desc limit ?`,
    [municipalityId, userId, userId, LONGEST_LIST]
  )
}
