import { isIP } from 'node:net'
import env from '#core/kernel/env'
import * as oidc from 'openid-client'
import type { NetworkPerson } from '../network/link_operator.ts'
import type { OpenIdSettings } from '../network/settings.ts'

/** What must come back unchanged; kept in the browser's session between leaving and returning. */
export interface PendingEntry {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

const KEEP_MS = 10 * 60_000
const TIMEOUT_SECONDS = 10
const known = new Map<string, { readonly value: oidc.Configuration; readonly until: number }>()

/** What the provider publishes about itself; read again every ten minutes, when its keys may have turned. */
async function configurationOf({ issuer, clientId }: OpenIdSettings): Promise<oidc.Configuration> {
  const name = `${issuer} ${clientId}`
  const kept = known.get(name)
  if (kept && kept.until > Date.now()) return kept.value
  const secret = env.get('ACCESS_OPENID_SECRET')?.release()
  const value = await oidc.discovery(
    new URL(issuer),
    clientId,
    undefined,
    secret ? oidc.ClientSecretBasic(secret) : oidc.None(),
    {
      timeout: TIMEOUT_SECONDS,
      ...(isHere(issuer) ? { execute: [oidc.allowInsecureRequests] } : {}),
    }
  )
  known.set(name, { value, until: Date.now() + KEEP_MS })
  return value
}

/** A provider on the same machine may be asked without encryption. */
function isHere(issuer: string): boolean {
  const { hostname, protocol } = new URL(issuer)
  const isLoopback = hostname === 'localhost' || (isIP(hostname) > 0 && hostname.startsWith('127.'))
  return protocol === 'http:' && isLoopback
}

const here = (path: string) => new URL(path, env.get('APP_URL')).href
const redirectUri = () => here('/login/openid/callback')

/** The provider's page where the person proves who they are, and what to keep until they come back. */
export async function startEntry(settings: OpenIdSettings) {
  const configuration = await configurationOf(settings)
  const pending: PendingEntry = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
  }
  const url = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri(),
    scope: settings.scopes,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
  })
  return { url: url.href, pending }
}

/**
 * Who came back from the provider: the code is exchanged, and signature, state, nonce and dates are checked.
 * @param search the query of the address that the provider led the browser to, with its `?`
 * @throws Error of the library naming the check that failed.
 */
export async function endEntry(
  settings: OpenIdSettings,
  pending: PendingEntry,
  search: string
): Promise<NetworkPerson> {
  const configuration = await configurationOf(settings)
  const tokens = await oidc.authorizationCodeGrant(configuration, new URL(redirectUri() + search), {
    expectedState: pending.state,
    expectedNonce: pending.nonce,
    pkceCodeVerifier: pending.verifier,
    idTokenExpected: true,
  })
  const claims = tokens.claims()!
  const more = configuration.serverMetadata().userinfo_endpoint
    ? await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)
    : {}
  return personOf(settings, { ...more, ...claims })
}

function personOf(settings: OpenIdSettings, claims: Record<string, unknown>): NetworkPerson {
  const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : null)
  const groups = claims[settings.groupsClaim]
  const subject = text('sub')!
  // Anybody may write an address into their own profile of some providers: only a verified one tells who somebody is.
  const email = claims.email_verified === true ? text('email') : null
  const login = text('preferred_username') ?? text('upn') ?? email ?? subject
  return {
    source: 'openid',
    issuer: settings.issuer,
    subject,
    login,
    email,
    name: text('name') ?? login,
    groups: Array.isArray(groups) ? groups.map(String) : typeof groups === 'string' ? [groups] : [],
  }
}

/** Where the person leaves the provider too; null when it has no such page. */
export async function leavingUrl(settings: OpenIdSettings): Promise<string | null> {
  const configuration = await configurationOf(settings)
  if (!configuration.serverMetadata().end_session_endpoint) return null
  return oidc.buildEndSessionUrl(configuration, {
    post_logout_redirect_uri: here('/login'),
    client_id: settings.clientId,
  }).href
}
