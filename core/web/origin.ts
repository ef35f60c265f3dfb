import type { HttpContext } from '@adonisjs/core/http'
import type { Actor, Origin } from '#core/actions/index'

const LONGEST_AGENT = 300

/** Where a request came from, as the audit trail keeps it. */
export function originOf(
  { accessSession, request }: Pick<HttpContext, 'accessSession' | 'request'>,
  { token }: Pick<Actor, 'token'>
): Origin {
  return {
    channel: request.url().startsWith('/api/') ? 'api' : 'screen',
    address: request.ip(),
    agent: request.header('user-agent')?.slice(0, LONGEST_AGENT) ?? null,
    session: token ? `chave ${token.id}: ${token.name}` : accessSession.id,
  }
}
