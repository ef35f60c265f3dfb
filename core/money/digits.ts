import { overflowError, scaleError, syntaxError } from './errors.ts'

/** Most decimals that an input or a rounded result may have. */
export const MAX_SCALE = 12

/** Most digits of an intermediate result: beyond it a runaway formula is stopped instead of exhausting memory. */
const MAX_DIGITS = 256

const MAX_INTEGER_DIGITS = 30
const MAX_INPUT = 10n ** 30n
const LIMIT = 10n ** BigInt(MAX_DIGITS)

const MAX_SAFE = Number.MAX_SAFE_INTEGER

/** Largest scale of a mantissa kept as a safe integer. */
export const MAX_SMALL_SCALE = 15

/** 10⁰ … 10¹⁵ as safe integers: every factor that the integer path may use. */
const POWERS: readonly number[] = Array.from(
  { length: MAX_SMALL_SCALE + 1 },
  (_, exponent) => 10 ** exponent
)

const bigPowers: bigint[] = []

/** 10ⁿ as bigint, remembered. */
export function bigPower(exponent: number): bigint {
  return (bigPowers[exponent] ??= 10n ** BigInt(exponent))
}

/** Refuses intermediate results that outgrew `MAX_DIGITS` (E_DEC_OVERFLOW). */
export function checkSize(mantissa: bigint, scale: number): void {
  if (scale > MAX_DIGITS || mantissa >= LIMIT || mantissa <= -LIMIT) throw overflowError()
}

/** Refuses a target scale that is no integer from 0 to 12 (E_DEC_SCALE). */
export function checkScale(scale: number): void {
  if (!(scale >= 0 && scale <= MAX_SCALE && Number.isInteger(scale))) throw scaleError(scale)
}

/** Refuses whole numbers of more than 30 digits (E_DEC_SYNTAX), as texts are refused. */
export function checkInteger(value: bigint): bigint {
  if (value >= MAX_INPUT || value <= -MAX_INPUT) throw syntaxError(value)
  return value
}

/** A decimal text taken apart: value = `mantissa` × 10^−`scale`, without trailing zeros after the point. */
export interface Parsed {
  readonly mantissa: number | bigint
  readonly scale: number
}

const ZERO_CODE = 48
const MINUS_CODE = 45
const POINT_CODE = 46

/**
 * Reads `^-?\d{1,30}(\.\d{1,12})?$`, else throws E_DEC_SYNTAX. Up to 15 characters become a safe integer in one pass; longer
 * texts go through BigInt.
 */
export function parseDecimal(text: string): Parsed {
  const start = text.charCodeAt(0) === MINUS_CODE ? 1 : 0
  const point = findPoint(text, start)
  const length = text.length
  const integerDigits = (point === -1 ? length : point) - start
  if (integerDigits < 1 || integerDigits > MAX_INTEGER_DIGITS) throw syntaxError(text)
  if (point === -1) return { mantissa: readDigits(text, start, length), scale: 0 }
  if (length - point < 2 || length - point - 1 > MAX_SCALE) throw syntaxError(text)
  const end = endWithoutZeros(text, point)
  return { mantissa: readDigits(text, start, end), scale: Math.max(0, end - point - 1) }
}

/** Place of the point, -1 without one; anything but digits and one point is refused. */
function findPoint(text: string, start: number): number {
  let point = -1
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === POINT_CODE && point === -1) point = index
    else if (code < ZERO_CODE || code > ZERO_CODE + 9) throw syntaxError(text)
  }
  return point
}

/** Where the text ends once its last zeros are left out, and the point with them when no decimal stays. */
function endWithoutZeros(text: string, point: number): number {
  let end = text.length
  while (text.charCodeAt(end - 1) === ZERO_CODE) end--
  return end - 1 === point ? point : end
}

/** The digits of `text` between two places, ignoring the point, with the sign of a text that starts after one. */
function readDigits(text: string, start: number, end: number): number | bigint {
  if (end - start > 15) {
    const whole = BigInt(text.slice(start, end).replace('.', ''))
    return start === 1 ? -whole : whole
  }
  let value = 0
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index)
    if (code !== POINT_CODE) value = value * 10 + (code - ZERO_CODE)
  }
  return start === 1 ? 0 - value : value
}

/** Text of `mantissa` × 10^−`scale` with exactly `scale` decimals; zero has no sign. */
export function writeDecimal(mantissa: number | bigint, scale: number): string {
  const negative = mantissa < 0
  let digits = negative ? String(-mantissa) : String(mantissa)
  if (scale > 0) {
    digits = digits.padStart(scale + 1, '0')
    const point = digits.length - scale
    digits = `${digits.slice(0, point)}.${digits.slice(point)}`
  }
  return negative ? `-${digits}` : digits
}

/** Whether a number is an exact integer; NaN and Infinity, which stand for "no such power", are not. */
export function isSafe(value: number): boolean {
  return value <= MAX_SAFE && value >= -MAX_SAFE
}

/** 10ⁿ for the integer path, or Infinity, which makes the product unsafe, when that path has no such factor. */
export function power(exponent: number): number {
  return POWERS[exponent] ?? Infinity
}

/** The same value with no trailing zeros after the point. */
export function withoutZeros(mantissa: bigint, scale: number): [bigint, number] {
  if (mantissa === 0n) return [0n, 0]
  while (scale > 0 && mantissa % 10n === 0n) {
    mantissa /= 10n
    scale--
  }
  return [mantissa, scale]
}
