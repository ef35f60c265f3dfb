import { isIP } from 'node:net'
import env from '#core/kernel/env'
import { Client, type Entry, Filter, InvalidCredentialsError } from 'ldapts'
import type { DirectorySettings } from '../network/settings.ts'

/** A person as the directory describes them. */
export interface DirectoryPerson {
  readonly dn: string
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly groups: readonly string[]
}

export type DirectoryAnswer =
  | { readonly status: 'accepted'; readonly person: DirectoryPerson }
  | { readonly status: 'wrong' | 'unknown' }
  /** `reason` is for logs and for who tests the connection, in English; it holds no secret. */
  | { readonly status: 'unreachable'; readonly reason: string }

const TIMEOUT_MS = 5000

/** Asks the directory whether a password is a person's. */
export function authenticate(
  settings: DirectorySettings,
  login: string,
  password: string
): Promise<DirectoryAnswer> {
  return connected(settings, async (client) => {
    const found = await findPerson(client, settings, login)
    // A bind with an empty password succeeds in every directory, as nobody.
    if (!found || !password) return { status: found ? 'wrong' : 'unknown' }
    try {
      await client.bind(found.dn, password)
    } catch (error) {
      if (error instanceof InvalidCredentialsError) return { status: 'wrong' }
      throw error
    }
    return { status: 'accepted', person: found }
  })
}

/** Looks a person up without their password: for who tests the settings. */
export async function lookUp(settings: DirectorySettings, login: string) {
  let person: DirectoryPerson | null = null
  const answer = await connected(settings, async (client) => {
    person = await findPerson(client, settings, login)
    return { status: 'unknown' }
  })
  return { person: person as DirectoryPerson | null, answer }
}

async function connected(
  settings: DirectorySettings,
  work: (client: Client) => Promise<DirectoryAnswer>
): Promise<DirectoryAnswer> {
  const refusal = insecure(settings)
  if (refusal) return { status: 'unreachable', reason: refusal }
  const tlsOptions = tlsOf(settings)
  const client = new Client({
    url: settings.url,
    timeout: TIMEOUT_MS,
    connectTimeout: TIMEOUT_MS,
    strictDN: false,
    ...(settings.url.startsWith('ldaps:') ? { tlsOptions } : {}),
  })
  try {
    if (settings.startTls) await client.startTLS(tlsOptions)
    await bindForSearch(client, settings)
    return await work(client)
  } catch (error) {
    return { status: 'unreachable', reason: (error as Error).message || (error as Error).name }
  } finally {
    await client.unbind().catch(() => undefined)
  }
}

/** Passwords cross the network only encrypted; a directory on the same machine needs no encryption. */
function insecure({ url, startTls }: DirectorySettings): string | null {
  if (url.startsWith('ldaps:') || startTls) return null
  const host = new URL(url).hostname
  const isHere = host === 'localhost' || host === '[::1]' || (isIP(host) && host.startsWith('127.'))
  return isHere ? null : 'ldap:// without StartTLS would send passwords in the clear; use ldaps://'
}

const tlsOf = ({ url, certificate }: DirectorySettings) => {
  const host = new URL(url).hostname
  return {
    minVersion: 'TLSv1.2' as const,
    ...(isIP(host) ? {} : { servername: host }),
    ...(certificate ? { ca: [certificate] } : {}),
  }
}

async function bindForSearch(client: Client, { bindDn }: DirectorySettings): Promise<void> {
  if (bindDn) await client.bind(bindDn, env.get('ACCESS_DIRECTORY_PASSWORD')?.release() ?? '')
}

/** The one entry that the filter finds; two or more are nobody. */
async function findPerson(
  client: Client,
  { base, filter, attributes }: DirectorySettings,
  login: string
): Promise<DirectoryPerson | null> {
  const { searchEntries } = await client.search(base, {
    scope: 'sub',
    sizeLimit: 2,
    filter: filter.replaceAll('{login}', () => Filter.escape(login)),
    attributes: Object.values(attributes),
    explicitBufferAttributes: ['objectGUID', 'objectSid'],
  })
  const [entry] = searchEntries
  if (!entry || searchEntries.length > 1) return null
  const id = firstOf(entry, attributes.id)
  // A name that may be given to somebody else later cannot stand for it.
  if (!id) throw new Error(`the entry has no attribute ${attributes.id}, by which people are known`)
  return {
    dn: entry.dn,
    id,
    name: firstOf(entry, attributes.name) ?? login,
    email: firstOf(entry, attributes.email),
    groups: textsOf(entry, attributes.groups),
  }
}

/** Values by an attribute's name in any letter case, as directories answer. */
function textsOf(entry: Entry, attribute: string): string[] {
  const key = Object.keys(entry).find((name) => name.toLowerCase() === attribute.toLowerCase())
  const value = key === undefined ? [] : entry[key]
  return (Array.isArray(value) ? value : [value])
    .map((one) => (Buffer.isBuffer(one) ? one.toString('hex') : String(one ?? '')))
    .filter(Boolean)
}

const firstOf = (entry: Entry, attribute: string) => textsOf(entry, attribute)[0] ?? null
