import { test } from '@japa/runner'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'

import { Dec, ROUNDING_MODES, type RoundingMode } from '../../index.ts'

/** Wide enough that decimal.js itself never rounds what these tests compare. */
const Oracle = Decimal.clone({ precision: 400, toExpNeg: -400, toExpPos: 400 })

const MODES: Readonly<Record<RoundingMode, Decimal.Rounding>> = {
  'up': Decimal.ROUND_UP,
  'down': Decimal.ROUND_DOWN,
  'ceiling': Decimal.ROUND_CEIL,
  'floor': Decimal.ROUND_FLOOR,
  'half-up': Decimal.ROUND_HALF_UP,
  'half-down': Decimal.ROUND_HALF_DOWN,
  'half-even': Decimal.ROUND_HALF_EVEN,
}

const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max })

/** Any accepted text, long or short. */
const anyText = fc
  .tuple(fc.boolean(), digits(1, 30), fc.option(digits(1, 12), { nil: undefined }))
  .map(([negative, whole, part]) => `${negative ? '-' : ''}${whole}${part ? `.${part}` : ''}`)

/** Texts around the limit between safe integers and bigint, at every scale. */
const borderText = fc
  .tuple(fc.boolean(), fc.bigInt({ min: -50n, max: 50n }), fc.integer({ min: 0, max: 12 }))
  .map(([negative, near, scale]) => {
    const text = String(BigInt(Number.MAX_SAFE_INTEGER) + near)
    const point = text.length - scale
    const decimal = scale ? `${text.slice(0, point)}.${text.slice(point)}` : text
    return negative ? `-${decimal}` : decimal
  })

/** What bills are made of: prices, volumes, economies and ties such as 0.125. */
const everyday = fc
  .tuple(fc.integer({ min: -2_000_000, max: 2_000_000 }), fc.integer({ min: 0, max: 6 }))
  .map(([units, scale]) => new Oracle(units).div(new Oracle(10).pow(scale)).toFixed(scale))

/** Safe integers of any size, as mantissas at any scale. */
const safeText = fc
  .tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 12 }))
  .map(([units, scale]) => new Oracle(units).div(new Oracle(10).pow(scale)).toFixed(scale))

const text = fc.oneof(everyday, borderText, safeText, anyText)
const mode = fc.constantFrom(...ROUNDING_MODES)
const scale = fc.integer({ min: 0, max: 12 })

/** Canonical text of an oracle's value; decimal.js keeps the sign of a negative zero. */
const plain = (value: Decimal) => (value.isZero() ? '0' : value.toFixed())
const same = (mine: Dec, theirs: Decimal) => mine.toString() === plain(theirs)
const rounded = (value: Decimal, places: number, by: RoundingMode) =>
  value.toDecimalPlaces(places, MODES[by])

const RUNS = { numRuns: 2_000 }

test.group('Dec / against decimal.js', () => {
  test('reading, sum, difference, product, order', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [x, y] = [Dec.of(a), Dec.of(b)]
        const [u, v] = [new Oracle(a), new Oracle(b)]
        return (
          same(x, u) &&
          same(x.plus(y), u.plus(v)) &&
          same(x.minus(y), u.minus(v)) &&
          same(x.times(y), u.times(v)) &&
          same(x.negated(), u.negated()) &&
          same(x.abs(), u.abs()) &&
          x.cmp(y) === u.cmp(v) &&
          x.cmp(x.plus(y).minus(y)) === 0
        )
      }),
      RUNS
    )
  })

  test('rounding, in every mode and scale', () => {
    fc.assert(
      fc.property(text, text, scale, mode, (a, b, places, by) => {
        const value = Dec.of(a).times(Dec.of(b))
        const oracle = new Oracle(a).times(b)
        return (
          same(Dec.of(a).round(places, by), rounded(new Oracle(a), places, by)) &&
          same(value.round(places, by), rounded(oracle, places, by))
        )
      }),
      RUNS
    )
  })

  test('exact ties, in every mode', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 11 }), mode, (a, places, by) => {
        const half = `0.${'0'.repeat(places)}5`
        const value = Dec.of(a).round(places, 'down').plus(Dec.of(half))
        return same(value.round(places, by), rounded(new Oracle(value.toString()), places, by))
      }),
      RUNS
    )
  })

  test('quotient, in every mode and scale', () => {
    const divisor = text.filter((value) => !Dec.of(value).isZero())
    fc.assert(
      fc.property(text, divisor, scale, mode, (a, b, places, by) =>
        same(Dec.of(a).divide(Dec.of(b), places, by), rounded(new Oracle(a).div(b), places, by))
      ),
      RUNS
    )
  })

  test('product over divisor, rounded once', () => {
    const divisor = text.filter((value) => !Dec.of(value).isZero())
    fc.assert(
      fc.property(text, text, divisor, scale, mode, (a, b, c, places, by) =>
        same(
          Dec.muldiv(Dec.of(a), Dec.of(b), Dec.of(c), places, by),
          rounded(new Oracle(a).times(b).div(c), places, by)
        )
      ),
      RUNS
    )
  })

  test('a long chain, as of a bill with many brackets', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, everyday), { maxLength: 12 }), mode, (lines, by) => {
        const mine = Dec.sum(lines.map(([a, b]) => Dec.of(a).times(Dec.of(b)))).round(2, by)
        const theirs = lines.reduce(
          (sum, [a, b]) => sum.plus(new Oracle(a).times(b)),
          new Oracle(0)
        )
        return same(mine, rounded(theirs, 2, by))
      }),
      { numRuns: 500 }
    )
  })

  test('units and fixed text round-trip', () => {
    fc.assert(
      fc.property(text, (a) => {
        const value = Dec.of(a)
        return (
          Dec.ofUnits(
            BigInt(new Oracle(value.round(2, 'down').toString()).times(100).toFixed()),
            2
          ).eq(value.round(2, 'down')) &&
          value.toFixed(12) === new Oracle(value.toString()).toFixed(12) &&
          Dec.of(value.toFixed(12)).eq(value)
        )
      }),
      { numRuns: 500 }
    )
  })
})
