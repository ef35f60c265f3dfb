import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Secret } from '@adonisjs/core/helpers'
import ldap from 'ldapjs'
import Provider, { type JWK } from 'oidc-provider'

export interface DirectoryAccount {
  readonly login: string
  readonly password: string
  readonly id: string
  readonly name: string
  readonly email: string
  groups: string[]
}

const BASE = 'dc=prefeitura,dc=example'
const SERVICE = { dn: `cn=aqueduto,${BASE}`, password: 'search-only' }

/** A real directory server in this process, with the accounts of the test; it listens on a port of its own. */
export async function startDirectory(accounts: DirectoryAccount[]) {
  const server = ldap.createServer()
  const dnOf = (login: string) => `uid=${login},ou=pessoas,${BASE}`
  const entryOf = (account: DirectoryAccount) => ({
    dn: dnOf(account.login),
    attributes: {
      objectClass: ['person'],
      uid: account.login,
      // The library sends only names in lower case that were asked for in lower case.
      entryuuid: account.id,
      displayname: account.name,
      mail: account.email,
      memberof: account.groups,
    },
  })
  server.bind(BASE, (req: any, res: any, next: any) => {
    const dn = String(req.dn).replaceAll(/\s/g, '')
    const known = [
      SERVICE,
      ...accounts.map(({ login, password }) => ({ dn: dnOf(login), password })),
    ].find((one) => one.dn.toLowerCase() === dn.toLowerCase())
    if (known?.password !== req.credentials) return next(new ldap.InvalidCredentialsError())
    res.end()
    return next()
  })
  server.search(BASE, (req: any, res: any, next: any) => {
    for (const account of accounts) {
      const entry = entryOf(account)
      if (req.filter.matches(entry.attributes)) res.send(entry)
    }
    res.end()
    return next()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    settings: {
      // The library gives the port in the address only.
      url: `ldap://127.0.0.1:${new URL(server.url).port}`,
      startTls: false,
      certificate: null,
      bindDn: SERVICE.dn,
      base: BASE,
      filter: '(&(objectClass=person)(uid={login}))',
      attributes: { id: 'entryuuid', name: 'displayname', email: 'mail', groups: 'memberof' },
    },
    servicePassword: new Secret(SERVICE.password),
    stop: () => new Promise<void>((stopped) => server.close(() => stopped())),
  }
}

export interface ProviderAccount {
  readonly sub: string
  readonly claims: Record<string, unknown>
}

/**
 * A real identity provider in this process. Whoever comes to its login page is the account `current.sub`, as somebody who is
 * signed in to the network already.
 */
export async function startProvider(accounts: ProviderAccount[], redirectUri: string) {
  const listener = createServer()
  await new Promise<void>((listening) => listener.listen(0, '127.0.0.1', listening))
  const { port } = listener.address() as AddressInfo
  const issuer = `http://127.0.0.1:${port}`
  const current = { sub: accounts[0]!.sub }
  const claimsOf = (sub: string) => accounts.find((one) => one.sub === sub)!.claims
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'aqueduto',
        token_endpoint_auth_method: 'none',
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [new URL('/login', redirectUri).href],
      },
    ],
    pkce: { required: () => true },
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username', 'groups'],
      email: ['email', 'email_verified'],
    },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...claimsOf(sub) }) }),
    cookies: { keys: ['test-only'] },
    jwks: { keys: [signingKey()] },
  } as ConstructorParameters<typeof Provider>[1])
  listener.on('request', async (req, res) => {
    if (!req.url?.startsWith('/interaction/')) return provider.callback()(req, res)
    const { prompt, params, grantId } = await provider.interactionDetails(req, res)
    const grant = grantId
      ? (await provider.Grant.find(grantId))!
      : new provider.Grant({ accountId: current.sub, clientId: params.client_id as string })
    grant.addOIDCScope('openid profile email')
    const result =
      prompt.name === 'login'
        ? { login: { accountId: current.sub } }
        : { consent: { grantId: await grant.save() } }
    await provider.interactionFinished(req, res, result, { mergeWithLastSubmission: true })
  })
  return {
    settings: {
      issuer,
      clientId: 'aqueduto',
      title: 'Entrar com a conta da Prefeitura',
      groupsClaim: 'groups',
      scopes: 'openid profile email',
    },
    current,
    stop: () => new Promise<void>((stopped) => listener.close(() => stopped())),
  }
}

/** Follows the redirects of the provider as a browser does, until it leads back. */
export async function throughProvider(start: string, issuer: string): Promise<URL> {
  const jar = new Map<string, string>()
  let address = new URL(start)
  for (let step = 0; step < 10; step++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(address, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]!.split(/=(.*)/s)
      jar.set(name, value)
    }
    const location = answer.headers.get('location')
    if (!location) throw new Error(`the provider stopped at ${address}: ${await answer.text()}`)
    address = new URL(location, address)
    if (address.origin !== issuer) return address
  }
  throw new Error('the provider leads in circles')
}

function signingKey(): JWK {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' } as JWK
}
