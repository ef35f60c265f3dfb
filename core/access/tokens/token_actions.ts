import vine from '@vinejs/vine'
import type { Action, ActionContext } from '#core/actions/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { errors } from '../errors.ts'
import { addressRanges } from './address_ranges.ts'
import { newToken } from './token_text.ts'
import { mayBeScope } from './token_actor.ts'

interface IssueInput {
  readonly name: string
  readonly scopes: readonly string[]
  readonly days: number
  readonly addresses?: string | null
}

interface Issued {
  readonly id: bigint
  /** Shown once; only its hash is kept. */
  readonly secret: string
}

export const LONGEST_DAYS = 366

/** Gives the person a key for another system: narrower than the person, dated, and limited to addresses when they say so. */
export const issueTokenAction: Action<IssueInput, Issued> = {
  name: 'access.issue_token',
  title: 'Criar chave de acesso',
  permission: 'access.tokens',
  labels: {
    name: 'Nome do sistema',
    scopes: 'Permissões',
    days: 'Validade em dias',
    addresses: 'Endereços aceitos',
  },
  input: vine.create({
    name: vine.string().trim().minLength(3).maxLength(60),
    scopes: vine.array(vine.string().maxLength(100)).minLength(1).maxLength(200).distinct(),
    days: vine.number().withoutDecimals().range([1, LONGEST_DAYS]),
    addresses: vine.string().trim().maxLength(1000).nullable().optional(),
  }),
  reason: 'none',
  subject: (_, { id }) => ({ type: 'access.token', id }),
  async run({ tx, actor, municipalityId, now }, { name, scopes, days, addresses }) {
    if (actor.userId === null) throw errors.E_ACCESS_TOKEN_OWNER()
    checkScopes(scopes, actor.permissions)
    const token = newToken()
    const expiresAt = new Date(now.getTime() + days * 86_400_000)
    const [row] = await query<{ id: bigint }>(
      tx,
      `insert into access_tokens
         (municipality_id, user_id, name, hint, hash, scopes, addresses, created_at, expires_at)
       values (?, ?, ?, ?, ?, ?::text[],
               (select coalesce(array_agg(network(range::inet)), '{}') from unnest(?::text[]) range),
               ?, ?)
       returning id`,
      [
        municipalityId,
        actor.userId,
        name,
        token.hint,
        token.hash,
        scopes,
        addressRanges(addresses),
        now,
        expiresAt,
      ]
    )
    return { id: row!.id, secret: token.text }
  },
  describe: ({ name, scopes, days }) =>
    `Chave de acesso “${name}” criada: ${scopes.length} ${scopes.length === 1 ? 'permissão' : 'permissões'}, válida por ${days} dias`,
}

function checkScopes(scopes: readonly string[], held: ReadonlySet<string>): void {
  for (const scope of scopes) {
    if (mayBeScope(scope) && held.has(scope)) continue
    const title = registries().permissions.find(scope) ?? scope
    throw errors.E_ACCESS_TOKEN_SCOPE({ scope, title })
  }
}

interface RevokeInput {
  readonly id: number
}

interface Revoked {
  readonly name: string
  readonly owner: string
}

const revokeInput = vine.create({ id: vine.number().positive().withoutDecimals() })

async function revoke(context: ActionContext, id: number, owner: bigint | null): Promise<Revoked> {
  const { tx, actor, municipalityId, now } = context
  const [token] = await query<Revoked>(
    tx,
    `update access_tokens t set revoked_at = ?, revoked_by = ?
       from access_users u
      where t.id = ? and t.municipality_id = ? and t.revoked_at is null and u.id = t.user_id
        and (?::bigint is null or t.user_id = ?)
      returning t.name, u.full_name as owner`,
    [now, actor.userId, id, municipalityId, owner, owner]
  )
  if (!token) throw errors.E_ACCESS_TOKEN_UNKNOWN({ id })
  return token
}

const describeRevoked = (_: RevokeInput, { name, owner }: Revoked) =>
  `Chave de acesso “${name}” de ${owner} revogada`

/** Ends a key of the person's own. */
export const revokeTokenAction: Action<RevokeInput, Revoked> = {
  name: 'access.revoke_token',
  title: 'Revogar chave de acesso',
  permission: 'access.tokens',
  input: revokeInput,
  reason: 'optional',
  subject: ({ id }) => ({ type: 'access.token', id: BigInt(id) }),
  run: (context, { id }) => revoke(context, id, context.actor.userId ?? -1n),
  describe: describeRevoked,
}

/** Ends anybody's key: when somebody leaves, or a key is known to others. */
export const revokeAnyTokenAction: Action<RevokeInput, Revoked> = {
  name: 'access.revoke_any_token',
  title: 'Revogar chave de outra pessoa',
  permission: 'access.manage',
  input: revokeInput,
  reason: 'required',
  subject: ({ id }) => ({ type: 'access.token', id: BigInt(id) }),
  run: (context, { id }) => revoke(context, id, null),
  describe: describeRevoked,
}
