import { Dec } from '#core/money/index'

/** Numbers from `low` to `high`; null is without end, `open` leaves the end itself out. */
export interface Interval {
  readonly low: Dec | null
  readonly lowOpen: boolean
  readonly high: Dec | null
  readonly highOpen: boolean
}

export const EVERY_NUMBER: Interval = { low: null, lowOpen: false, high: null, highOpen: false }

const ONE = Dec.of(1)

/** With whole numbers only, "more than 10" is "11 or more". */
export function onlyWhole(range: Interval): Interval {
  const { low, lowOpen, high, highOpen } = range
  return {
    low: low === null ? null : lowOpen ? low.round(0, 'floor').plus(ONE) : low.round(0, 'ceiling'),
    lowOpen: false,
    high:
      high === null
        ? null
        : highOpen
          ? high.round(0, 'ceiling').minus(ONE)
          : high.round(0, 'floor'),
    highOpen: false,
  }
}

export function intersect(a: Interval, b: Interval): Interval {
  const isLow = compareLow(a, b) >= 0 ? a : b
  const isHigh = compareHigh(a, b) <= 0 ? a : b
  return { low: isLow.low, lowOpen: isLow.lowOpen, high: isHigh.high, highOpen: isHigh.highOpen }
}

export function isEmpty({ low, lowOpen, high, highOpen }: Interval): boolean {
  if (low === null || high === null) return false
  const order = low.cmp(high)
  return order > 0 || (order === 0 && (lowOpen || highOpen))
}

export function contains(outer: Interval, inner: Interval): boolean {
  return compareLow(outer, inner) <= 0 && compareHigh(outer, inner) >= 0
}

/** What of `a` is not in `b`: at most one part below and one above. */
export function subtract(a: Interval, b: Interval): Interval[] {
  const below = { ...EVERY_NUMBER, high: b.low, highOpen: !b.lowOpen }
  const above = { ...EVERY_NUMBER, low: b.high, lowOpen: !b.highOpen }
  return [b.low === null ? null : below, b.high === null ? null : above]
    .filter((part) => part !== null)
    .map((part) => intersect(a, part))
    .filter((part) => !isEmpty(part))
}

/** By where they begin: the one that begins first comes first. */
export function compareLow(a: Interval, b: Interval): number {
  if (a.low === null || b.low === null) return (a.low === null ? 0 : 1) - (b.low === null ? 0 : 1)
  return a.low.cmp(b.low) || Number(a.lowOpen) - Number(b.lowOpen)
}

function compareHigh(a: Interval, b: Interval): number {
  if (a.high === null || b.high === null)
    return (b.high === null ? 0 : 1) - (a.high === null ? 0 : 1)
  return a.high.cmp(b.high) || Number(b.highOpen) - Number(a.highOpen)
}
