import {
  MAX_SMALL_SCALE,
  bigPower,
  checkInteger,
  checkScale,
  checkSize,
  isSafe,
  parseDecimal,
  power,
  withoutZeros,
  writeDecimal,
} from './digits.ts'
import {
  coercionError,
  divisionByZeroError,
  emptyError,
  precisionError,
  syntaxError,
} from './errors.ts'
import { bigQuotient, quotient, type RoundingMode } from './rounding.ts'

/** What `Dec.of` reads: text, whole numbers (JavaScript numbers only as safe integers) or a `Dec`. */
export type DecInput = string | bigint | number | Dec

const BIG_MAX = BigInt(Number.MAX_SAFE_INTEGER)

/**
 * Exact decimal number, immutable: a whole mantissa × 10^−scale. The mantissa is a safe integer while it fits (the
 * fast path) and a bigint beyond; both give the same results, and nothing is ever rounded unless a scale and a mode
 * are named. Values compare by `cmp` and its kin, never by `===`, `<` or `+` (those throw E_DEC_COERCION).
 */
export class Dec {
  static readonly ZERO = new Dec(0, undefined, 0)

  readonly #small: number
  readonly #big: bigint | undefined
  readonly #scale: number

  private constructor(small: number, big: bigint | undefined, scale: number) {
    this.#small = small
    this.#big = big
    this.#scale = scale
  }

  /** Reads `-?` 1–30 digits, optionally `.` and 1–12 decimals. Throws E_DEC_SYNTAX, for fractions as numbers too. */
  static of(value: DecInput): Dec {
    if (typeof value === 'string') {
      const { mantissa, scale } = parseDecimal(value)
      return typeof mantissa === 'number'
        ? new Dec(mantissa, undefined, scale)
        : Dec.#fromBig(mantissa, scale)
    }
    if (typeof value === 'number' && Number.isSafeInteger(value))
      return new Dec(value + 0, undefined, 0)
    if (typeof value === 'bigint') return Dec.#fromBig(checkInteger(value), 0)
    if (value instanceof Dec) return value
    throw syntaxError(value)
  }

  /** Amount in reais of a number of cents: `Dec.ofCents(150n)` is 1.5. */
  static ofCents(cents: bigint): Dec {
    return Dec.ofUnits(cents, 2)
  }

  /** Value of `units` × 10^−`scale`, for scales 0–12 (E_DEC_SCALE); the reverse of `toUnits`. */
  static ofUnits(units: bigint, scale: number): Dec {
    checkScale(scale)
    return Dec.#fromBig(checkInteger(units), scale)
  }

  /** Smallest of the values; E_DEC_EMPTY without any. */
  static min(...values: readonly Dec[]): Dec {
    if (values.length === 0) throw emptyError('min')
    return values.reduce((least, value) => (value.cmp(least) < 0 ? value : least))
  }

  /** Largest of the values; E_DEC_EMPTY without any. */
  static max(...values: readonly Dec[]): Dec {
    if (values.length === 0) throw emptyError('max')
    return values.reduce((most, value) => (value.cmp(most) > 0 ? value : most))
  }

  /** Sum of the values; zero for none. */
  static sum(values: Iterable<Dec>): Dec {
    let total = Dec.ZERO
    for (const value of values) total = total.plus(value)
    return total
  }

  /** a·b/c rounded once. Throws E_DEC_DIVISION_BY_ZERO, E_DEC_SCALE. */
  static muldiv(a: Dec, b: Dec, c: Dec, scale: number, mode: RoundingMode): Dec {
    return a.times(b).divide(c, scale, mode)
  }

  plus(other: Dec): Dec {
    if (this.#big === undefined && other.#big === undefined) {
      const shift = this.#scale - other.#scale
      const left = shift < 0 ? this.#small * power(-shift) : this.#small
      const right = shift > 0 ? other.#small * power(shift) : other.#small
      const sum = left + right
      if (isSafe(left) && isSafe(right) && isSafe(sum)) {
        return new Dec(sum, undefined, shift < 0 ? other.#scale : this.#scale)
      }
    }
    const scale = Math.max(this.#scale, other.#scale)
    return Dec.#fromBig(this.#at(scale) + other.#at(scale), scale)
  }

  minus(other: Dec): Dec {
    return this.plus(other.negated())
  }

  /** Exact product: its scale is the sum of both, so a long chain wants a `round` in between. */
  times(other: Dec): Dec {
    if (this.#big === undefined && other.#big === undefined) {
      const product = this.#small * other.#small
      const scale = this.#scale + other.#scale
      if (isSafe(product) && scale <= MAX_SMALL_SCALE) return new Dec(product + 0, undefined, scale)
    }
    return Dec.#fromBig(this.#mantissa() * other.#mantissa(), this.#scale + other.#scale)
  }

  negated(): Dec {
    return this.#big === undefined
      ? new Dec(0 - this.#small, undefined, this.#scale)
      : new Dec(0, -this.#big, this.#scale)
  }

  abs(): Dec {
    return this.isNegative() ? this.negated() : this
  }

  /** Quotient rounded once to `scale` decimals (0–12). Throws E_DEC_DIVISION_BY_ZERO, E_DEC_SCALE. */
  divide(divisor: Dec, scale: number, mode: RoundingMode): Dec {
    checkScale(scale)
    if (divisor.isZero()) throw divisionByZeroError(this.toString())
    const shift = scale - this.#scale + divisor.#scale
    if (this.#big === undefined && divisor.#big === undefined) {
      const factor = power(shift < 0 ? -shift : shift)
      const dividend = shift > 0 ? this.#small * factor : this.#small
      const by = shift < 0 ? divisor.#small * factor : divisor.#small
      if (isSafe(dividend) && isSafe(by))
        return new Dec(quotient(dividend, by, mode), undefined, scale)
    }
    const dividend = this.#mantissa() * (shift > 0 ? bigPower(shift) : 1n)
    const by = divisor.#mantissa() * (shift < 0 ? bigPower(-shift) : 1n)
    return Dec.#fromBig(bigQuotient(dividend, by, mode), scale)
  }

  /** This value with at most `scale` decimals (0–12; E_DEC_SCALE). */
  round(scale: number, mode: RoundingMode): Dec {
    checkScale(scale)
    const shift = this.#scale - scale
    if (shift <= 0) return this
    if (this.#big === undefined) {
      return new Dec(quotient(this.#small, power(shift), mode), undefined, scale)
    }
    return Dec.#fromBig(bigQuotient(this.#mantissa(), bigPower(shift), mode), scale)
  }

  /** Negative, zero or positive as this value is below, equal to or above the other. */
  cmp(other: Dec): number {
    if (this.#big === undefined && other.#big === undefined) {
      const shift = this.#scale - other.#scale
      // At most one side is scaled up: beyond the safe range it is inexact, but the other side is always nearer to zero.
      const left = shift < 0 ? this.#small * power(-shift) : this.#small
      const right = shift > 0 ? other.#small * power(shift) : other.#small
      return left < right ? -1 : left > right ? 1 : 0
    }
    const scale = Math.max(this.#scale, other.#scale)
    const left = this.#at(scale)
    const right = other.#at(scale)
    return left < right ? -1 : left > right ? 1 : 0
  }

  eq(other: Dec): boolean {
    return this.cmp(other) === 0
  }

  lt(other: Dec): boolean {
    return this.cmp(other) < 0
  }

  lte(other: Dec): boolean {
    return this.cmp(other) <= 0
  }

  gt(other: Dec): boolean {
    return this.cmp(other) > 0
  }

  gte(other: Dec): boolean {
    return this.cmp(other) >= 0
  }

  isZero(): boolean {
    return this.#big === undefined && this.#small === 0
  }

  isNegative(): boolean {
    return this.sign() < 0
  }

  /** −1, 0 or 1. */
  sign(): -1 | 0 | 1 {
    const value = this.#big ?? this.#small
    return value < 0 ? -1 : value > 0 ? 1 : 0
  }

  /** Decimals of the canonical text: equal values have equal scales. */
  get scale(): number {
    return this.#canonical().#scale
  }

  /** Whole number of 10^−`scale`: `Dec.of('1.5').toUnits(3)` is 1500n. Throws E_DEC_PRECISION rather than lose digits. */
  toUnits(scale: number): bigint {
    checkScale(scale)
    if (this.#scale <= scale) return this.#at(scale)
    const exact = this.#canonical()
    if (exact.#scale > scale) throw precisionError(exact.toString(), scale)
    return exact.#at(scale)
  }

  /** Cents of an amount in reais. Throws E_DEC_PRECISION when more than two decimals are significant. */
  toCents(): bigint {
    return this.toUnits(2)
  }

  /** Canonical text: no trailing zeros, no `-0`, no exponent. */
  toString(): string {
    const exact = this.#canonical()
    return writeDecimal(exact.#big ?? exact.#small, exact.#scale)
  }

  /** Text with exactly `scale` decimals (0–12). Throws E_DEC_PRECISION rather than lose digits. */
  toFixed(scale: number): string {
    return writeDecimal(this.toUnits(scale), scale)
  }

  toJSON(): string {
    return this.toString()
  }

  /** Makes assertions of deep equality see the value, which is private. */
  get [Symbol.toStringTag](): string {
    return `Dec ${this.toString()}`
  }

  /** Text in templates; every arithmetic or ordering operator throws E_DEC_COERCION instead of giving nonsense. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint !== 'string') throw coercionError(this.toString())
    return this.toString()
  }

  /** A safe integer when it fits, with or without trailing zeros; a bigint only in canonical form. */
  static #fromBig(mantissa: bigint, scale: number): Dec {
    if (fitsSmall(mantissa, scale)) return new Dec(Number(mantissa), undefined, scale)
    const [whole, decimals] = withoutZeros(mantissa, scale)
    checkSize(whole, decimals)
    return fitsSmall(whole, decimals)
      ? new Dec(Number(whole), undefined, decimals)
      : new Dec(0, whole, decimals)
  }

  #mantissa(): bigint {
    return this.#big ?? BigInt(this.#small)
  }

  /** The mantissa at a scale that is not below this one's. */
  #at(scale: number): bigint {
    return this.#mantissa() * bigPower(scale - this.#scale)
  }

  #canonical(): Dec {
    if (this.#scale === 0 || this.#big !== undefined) return this
    let mantissa = this.#small
    let scale = this.#scale
    while (scale > 0 && mantissa % 10 === 0) {
      mantissa /= 10
      scale--
    }
    return scale === this.#scale ? this : new Dec(mantissa, undefined, scale)
  }
}

function fitsSmall(mantissa: bigint, scale: number): boolean {
  return mantissa <= BIG_MAX && mantissa >= -BIG_MAX && scale <= MAX_SMALL_SCALE
}
