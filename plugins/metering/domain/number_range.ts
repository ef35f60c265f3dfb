/** Meters that one batch may have. */
export const MOST_METERS = 10_000

const NUMBER = /^(?<prefix>.*?)(?<digits>\d{1,18})$/

/**
 * The numbers from the first to the last, both included: A23S000001 to A23S000100 are a hundred (TR-3.2.3.2). Only the digits
 * at the end grow; both have the same beginning and the same length.
 * @returns null when the two are not such a range, or it has more than `MOST_METERS`.
 */
export function numbersBetween(first: string, last: string): string[] | null {
  const from = NUMBER.exec(first)?.groups
  const to = NUMBER.exec(last)?.groups
  if (!from || !to || from.prefix !== to.prefix || first.length !== last.length) return null
  const start = BigInt(from.digits!)
  const count = BigInt(to.digits!) - start + 1n
  if (count < 1n || count > BigInt(MOST_METERS)) return null
  const width = from.digits!.length
  return Array.from(
    { length: Number(count) },
    (_, index) => from.prefix + String(start + BigInt(index)).padStart(width, '0')
  )
}
