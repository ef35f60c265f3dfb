import { createHmac } from 'node:crypto'

/**
 * The signature of a delivery: HMAC-SHA256, in hexadecimal, over the seconds since 1970, a point and the body. The time
 * is inside, so that a delivery overheard once cannot be repeated later.
 */
export function signatureOf(secret: string, seconds: number, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}
