export const SIDES = ['both', 'odd', 'even'] as const
export type Side = (typeof SIDES)[number]

/** Numbers of a street, both ends included, on one side or both, with the neighbourhood and the postal code they have. */
export interface StreetRange {
  readonly side: Side
  readonly from: number
  readonly until: number
}

/** The leading number of what stands on the door: `120-A` is 120; null for `s/n` and for nothing. */
export function doorNumber(text: string | null | undefined): number | null {
  const [, digits] = /^\s*(\d{1,6})/.exec(text ?? '') ?? []
  return digits === undefined ? null : Number.parseInt(digits, 10)
}

/** The range in which a number falls; at most one does, as the database keeps ranges apart. */
export function rangeOf<R extends StreetRange>(ranges: readonly R[], door: number): R | undefined {
  return ranges.find(
    ({ side, from, until }) =>
      door >= from && door <= until && (side === 'both' || (side === 'even') === (door % 2 === 0))
  )
}
