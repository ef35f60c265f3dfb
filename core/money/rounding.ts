import { modeError } from './errors.ts'

/**
 * How a discarded part moves the last kept digit.
 *
 * `half-up` goes away from zero on ties (commercial rounding), `half-even` to the even digit (ABNT NBR 5891), `half-down`
 * towards zero on ties; `up` away from zero, `down` towards zero (truncation), `ceiling` and `floor` by sign.
 */
export type RoundingMode =
  'half-up' | 'half-even' | 'half-down' | 'up' | 'down' | 'ceiling' | 'floor'

/** Every mode, for editors and schemas. */
export const ROUNDING_MODES: readonly RoundingMode[] = Object.freeze([
  'half-up',
  'half-even',
  'half-down',
  'up',
  'down',
  'ceiling',
  'floor',
])

/**
 * Whether a truncated magnitude grows by one unit, given that a part other than zero was discarded. An unknown mode
 * throws E_DEC_MODE.
 *
 * @param half how the discarded part compares with one half: negative, zero (a tie) or positive
 */
function growsMagnitude(
  mode: RoundingMode,
  negative: boolean,
  half: number,
  odd: boolean
): boolean {
  switch (mode) {
    case 'half-up':
      return half >= 0
    case 'half-even':
      return half > 0 || (half === 0 && odd)
    case 'half-down':
      return half > 0
    case 'up':
      return true
    case 'down':
      return false
    case 'ceiling':
      return !negative
    case 'floor':
      return negative
    default:
      throw modeError(mode satisfies never)
  }
}

/**
 * Rounded quotient of safe integers. The truncated quotient is exact: a true quotient that is no integer lies at least
 * 1/|divisor| from the next one, which is more than half a unit in the last place of any quotient of safe integers.
 */
export function quotient(dividend: number, divisor: number, mode: RoundingMode): number {
  const whole = Math.trunc(dividend / divisor) + 0
  const rest = dividend - whole * divisor
  if (rest === 0) return whole
  const negative = dividend < 0 !== divisor < 0
  const part = Math.abs(rest)
  const grows = growsMagnitude(mode, negative, part - (Math.abs(divisor) - part), whole % 2 !== 0)
  return grows ? whole + (negative ? -1 : 1) : whole
}

/** Rounded quotient of bigints; the same rule as `quotient`. */
export function bigQuotient(dividend: bigint, divisor: bigint, mode: RoundingMode): bigint {
  const whole = dividend / divisor
  const rest = dividend - whole * divisor
  if (rest === 0n) return whole
  const negative = dividend < 0n !== divisor < 0n
  const twice = (rest < 0n ? -rest : rest) * 2n
  const by = divisor < 0n ? -divisor : divisor
  const half = twice < by ? -1 : twice > by ? 1 : 0
  return growsMagnitude(mode, negative, half, whole % 2n !== 0n)
    ? whole + (negative ? -1n : 1n)
    : whole
}
