import { createCipheriv, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

/** Cost of a guess: 32 MiB and some tenths of a second, on the server and in the browser that opens the pack (RFC 7914). */
export const SCRYPT = { N: 2 ** 15, r: 8, p: 1 } as const
const KEY_BYTES = 32
const NONCE_BYTES = 12

export const newSalt = (): Buffer => randomBytes(16)

/** The key of a passphrase; the passphrase itself is kept nowhere. */
export function keyOf(passphrase: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((done, fail) =>
    scrypt(
      passphrase.normalize('NFC'),
      salt,
      KEY_BYTES,
      { ...SCRYPT, maxmem: 64 * 2 ** 20 },
      (error, key) => (error ? fail(error) : done(key))
    )
  )
}

const compress = promisify(gzip)

/**
 * One block, compressed and sealed by AES-256-GCM: nonce, ciphertext, tag, in base64. Its place in its pack is
 * authenticated with it, so that blocks cannot be moved, repeated or taken from another night.
 */
export async function sealBlock(key: Uint8Array, place: string, content: unknown): Promise<string> {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(place))
  const plain = await compress(JSON.stringify(content))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString(
    'base64'
  )
}
