import { Secret, TOTP } from 'otpauth'

const STEP_SECONDS = 30
/** Steps before and after the present one that are accepted: phones drift, people are slow. */
const DRIFT = 1
/** 160 bits, what RFC 4226 recommends. */
const SECRET_BYTES = 20

const totpOf = (secret: string) =>
  new TOTP({
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_SECONDS,
  })

/** A new secret in base32, as authenticator applications take it. */
export const newSecret = (): string => new Secret({ size: SECRET_BYTES }).base32

/** The address that a QR code carries to an authenticator application. */
export function enrolmentUri(secret: string, login: string, issuer = 'Aqueduto'): string {
  const parameters = { secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6 } as const
  return new TOTP({ ...parameters, period: STEP_SECONDS, issuer, label: login }).toString()
}

/**
 * The time step that a code belongs to, the present one or a neighbour; null for a wrong code. The comparison takes the same
 * time for every wrong code.
 */
export function stepOfCode(secret: string, code: string, at: Date): number | null {
  const timestamp = at.getTime()
  if (!/^\d{6}$/.test(code)) return null
  const delta = totpOf(secret).validate({ token: code, timestamp, window: DRIFT })
  return delta === null ? null : Math.floor(timestamp / 1000 / STEP_SECONDS) + delta
}
