import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import encryption from '@adonisjs/core/services/encryption'
import { type Tx, query, sha256 } from '#core/database/index'
import { errors } from '../errors.ts'
import { type Reader, queryOne } from '../query.ts'

export interface BundleKey {
  readonly id: bigint
  readonly name: string
  readonly fingerprint: string
  /** SPKI, DER, base64. */
  readonly publicKey: string
  readonly isOwn: boolean
  readonly registeredAt: Date
  readonly revokedAt: Date | null
}

const SELECT = `
  select id, name, fingerprint, public_key as "publicKey", private_key is not null as "isOwn",
         registered_at as "registeredAt", revoked_at as "revokedAt"
    from configuration_keys`

export const listKeys = (reader: Reader): Promise<BundleKey[]> =>
  query<BundleKey>(reader, `${SELECT} order by (private_key is not null) desc, id limit 500`)

/** A key that bundles may rest on today. */
export const trustedKey = (reader: Reader, fingerprint: string): Promise<BundleKey | undefined> =>
  queryOne<BundleKey>(reader, `${SELECT} where fingerprint = ? and revoked_at is null`, [
    fingerprint,
  ])

const der = (publicKey: string) =>
  createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })

/** The installation's own key, made when it is first needed. */
export async function ownKey(tx: Tx): Promise<BundleKey> {
  const own = () => queryOne<BundleKey>(tx, `${SELECT} where private_key is not null`)
  const known = await own()
  if (known) return known
  const pair = generateKeyPairSync('ed25519')
  const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  const secret = pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
  await query(
    tx,
    `insert into configuration_keys (name, fingerprint, public_key, private_key) values (?, ?, ?, ?)
     on conflict do nothing`,
    ['Esta instalação', sha256(publicKey), publicKey, encryption.encrypt(secret)]
  )
  const made = await own()
  return made!
}

/** The signature of a text by the installation's own key, in base64. */
export async function signText(tx: Tx, text: string): Promise<string> {
  const row = await queryOne<{ secret: string }>(
    tx,
    'select private_key as secret from configuration_keys where private_key is not null'
  )
  const secret = encryption.decrypt<string>(row!.secret)
  if (secret === null) throw errors.E_CONFIGURATION_OWN_KEY()
  const key = createPrivateKey({ key: Buffer.from(secret, 'base64'), format: 'der', type: 'pkcs8' })
  return sign(null, Buffer.from(text), key).toString('base64')
}

export const isSigned = (text: string, signature: string, { publicKey }: BundleKey): boolean =>
  verify(null, Buffer.from(text), der(publicKey), Buffer.from(signature, 'base64'))

/** A public key as people paste it (PEM or base64), in base64. @throws E_CONFIGURATION_KEY_FORMAT */
export function readPublicKey(text: string): string {
  const bare = text.replace(/-----[^-]+-----/g, '').replace(/\s+/g, '')
  try {
    const key = der(bare)
    if (key.asymmetricKeyType === 'ed25519') {
      return key.export({ format: 'der', type: 'spki' }).toString('base64')
    }
  } catch (cause) {
    throw errors.E_CONFIGURATION_KEY_FORMAT({}, { cause })
  }
  throw errors.E_CONFIGURATION_KEY_FORMAT()
}
