import { Dec, type RoundingMode, split } from '#core/money/index'

/** Scale of the m³ that a split between versions hands out. */
const M3_SCALE = 3

/**
 * Shares a charge between spans of days: each span's full amount × its days ÷ all days. The running total is rounded, so
 * the shares sum exactly to the charge rounded once, as the table declares (DECISIONS 46).
 * @returns cents of each span, in order.
 */
export function prorateAmounts(
  spans: readonly { readonly fullAmount: Dec; readonly days: number }[],
  ofDays: number,
  mode: RoundingMode
): bigint[] {
  let exact = Dec.ZERO
  let reached = 0n
  return spans.map(({ fullAmount, days }) => {
    exact = exact.plus(fullAmount.times(Dec.of(days)))
    const total = exact.divide(Dec.of(ofDays), 2, mode).toCents()
    const share = total - reached
    reached = total
    return share
  })
}

/** Shares m³ between spans of days with nothing lost: the largest remainder takes the leftover thousandth. */
export function prorateVolume(volume: Dec, days: readonly number[]): Dec[] {
  return split(
    volume,
    days.map((count) => Dec.of(count)),
    M3_SCALE,
    'largest-remainder'
  )
}
