import { randomBytes } from 'node:crypto'
import { sha256 } from '#core/database/index'

/** Names the product, so that a key that leaked into a file is recognised by scanners. */
const PREFIX = 'aqueduto_'
const SHAPE = /^aqueduto_[A-Za-z0-9_-]{43}$/
const HINT_LENGTH = PREFIX.length + 6

export interface NewToken {
  /** What the other system keeps; shown once and stored nowhere. */
  readonly text: string
  readonly hash: string
  /** The beginning, by which people recognise it in a list. */
  readonly hint: string
}

/** A new key of 256 random bits: no salt or slow hash is needed for what cannot be guessed. */
export function newToken(): NewToken {
  const text = PREFIX + randomBytes(32).toString('base64url')
  return { text, hash: sha256(text), hint: text.slice(0, HINT_LENGTH) }
}

/** The key in an `Authorization` header, or null when the header holds no such thing. */
export function bearerOf(header: string | undefined): string | null {
  const match = /^Bearer +(\S+)$/i.exec(header?.trim() ?? '')
  return match ? match[1]! : null
}

/** What a key is stored and looked up by; null for what cannot be one of ours. */
export const hashOfToken = (text: string): string | null => (SHAPE.test(text) ? sha256(text) : null)
