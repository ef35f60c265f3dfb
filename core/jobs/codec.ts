const BIGINT = '$bigint'
const DATE = '$date'

/**
 * Arguments, chunks and shared state as text, in a form that comes back as it was: a bigint is a bigint again (plain JSON
 * would make it text), an instant a `Date`.
 */
export function encode(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, written: unknown) {
    const original = this[key]
    if (typeof original === 'bigint') return { [BIGINT]: String(original) }
    if (original instanceof Date) return { [DATE]: original.toISOString() }
    return written
  })
}

export function decode<T>(text: string): T {
  return JSON.parse(text, (_key, value: unknown) => {
    if (value === null || typeof value !== 'object') return value
    const [entry, ...others] = Object.entries(value)
    if (!entry || others.length || typeof entry[1] !== 'string') return value
    if (entry[0] === BIGINT) return BigInt(entry[1])
    if (entry[0] === DATE) return new Date(entry[1])
    return value
  }) as T
}
