import { createHash } from 'node:crypto'

function write(value: unknown, path: string): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string')
    return JSON.stringify(value)
  if (typeof value === 'bigint') return `"${value}"`
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value))
      throw new TypeError(`E_DATABASE_JSON: ${path} is not a safe integer: ${value}`)
    return String(value)
  }
  if (Array.isArray(value))
    return `[${value.map((item, i) => write(item, `${path}[${i}]`)).join(',')}]`
  if (typeof value === 'object') {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${write(item, `${path}.${key}`)}`).join(',')}}`
  }
  throw new TypeError(`E_DATABASE_JSON: ${path} is a ${typeof value}, which has no canonical form`)
}

/**
 * The one text of a value: keys sorted by code unit, no spaces, integers only (decimals are strings), `undefined` left out.
 * The same value gives the same bytes, so its sha256 identifies it. Based on RFC 8785.
 */
export const canonicalJson = (value: unknown): string => write(value, '$')

export const sha256 = (text: string | Uint8Array): string =>
  createHash('sha256').update(text).digest('hex')
