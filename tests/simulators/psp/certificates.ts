import { type KeyObject, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A certificate with its private key, both in PEM. */
export interface Credential {
  readonly certificate: string
  readonly key: string
}

export interface Authority extends Credential {
  readonly name: string
  readonly privateKey: KeyObject
}

const DAY_MS = 86_400_000

/** A certificate authority of its own, good for a few days: enough for a simulator. */
export function createAuthority(name: string): Authority {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const der = certificateOf({
    issuer: name,
    subject: name,
    publicKey,
    signer: privateKey,
    isAuthority: true,
  })
  return { name, privateKey, ...credentialOf(der, privateKey) }
}

/** A certificate of the authority for 127.0.0.1 and localhost, to serve or to be known by. */
export function issueCertificate(authority: Authority, subject: string): Credential {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const der = certificateOf({
    ...{ issuer: authority.name, subject, publicKey, signer: authority.privateKey },
    isAuthority: false,
  })
  return credentialOf(der, privateKey)
}

const credentialOf = (der: Buffer, key: KeyObject): Credential => ({
  certificate: `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`,
  key: key.export({ type: 'pkcs8', format: 'pem' }) as string,
})

interface Contents {
  readonly issuer: string
  readonly subject: string
  readonly publicKey: KeyObject
  readonly signer: KeyObject
  readonly isAuthority: boolean
}

/** X.509 version 3 in DER (RFC 5280): node makes keys and signatures, not certificates. */
function certificateOf({ issuer, subject, publicKey, signer, isAuthority }: Contents): Buffer {
  const now = Date.now()
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    nameOf(issuer),
    sequence(utcTime(now - DAY_MS), utcTime(now + 7 * DAY_MS)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, extensionsOf(isAuthority))
  )
  return sequence(body, ECDSA_WITH_SHA256, bits(sign('sha256', body, signer)))
}

const tagged = (tag: number, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content])

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const hex = length.toString(16)
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes])
}

const sequence = (...parts: Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts))
const integer = (bytes: Buffer): Buffer => tagged(0x02, bytes)
const bits = (bytes: Buffer): Buffer => tagged(0x03, Buffer.concat([Buffer.from([0]), bytes]))
const octets = (bytes: Buffer): Buffer => tagged(0x04, bytes)
const oid = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'))
const truth = tagged(0x01, Buffer.from([0xff]))

/** 1.2.840.10045.4.3.2 */
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'))
/** 2.5.4.3, 2.5.29.19, 2.5.29.17 */
const COMMON_NAME = oid('550403')
const BASIC_CONSTRAINTS = oid('551d13')
const ALTERNATIVE_NAMES = oid('551d11')

const nameOf = (text: string): Buffer =>
  sequence(tagged(0x31, sequence(COMMON_NAME, tagged(0x0c, Buffer.from(text)))))

function utcTime(instant: number): Buffer {
  const text = new Date(instant).toISOString().replace(/[-:T]/g, '').slice(2, 14)
  return tagged(0x17, Buffer.from(`${text}Z`))
}

function extensionsOf(isAuthority: boolean): Buffer {
  const constraints = sequence(
    BASIC_CONSTRAINTS,
    truth,
    octets(isAuthority ? sequence(truth) : sequence())
  )
  const names = sequence(
    ALTERNATIVE_NAMES,
    octets(
      sequence(tagged(0x82, Buffer.from('localhost')), tagged(0x87, Buffer.from([127, 0, 0, 1])))
    )
  )
  return isAuthority ? sequence(constraints) : sequence(constraints, names)
}
