import { test } from '@japa/runner'
import fc from 'fast-check'

import { Dec, LEFTOVERS, type Leftover, MoneyError, split, splitCents } from '../../index.ts'

const decs = (...values: string[]) => values.map((value) => Dec.of(value))

function codeOf(call: () => unknown): unknown {
  try {
    return call()
  } catch (error) {
    return error instanceof MoneyError ? error.code : error
  }
}

test.group('split', () => {
  test('{leftover} gives the cents that are left')
    .with([
      { leftover: 'largest-remainder', shares: [0n, 29n, 28n, 43n] },
      { leftover: 'first', shares: [0n, 30n, 28n, 42n] },
      { leftover: 'last', shares: [0n, 28n, 28n, 44n] },
      { leftover: 'largest-weight', shares: [0n, 28n, 28n, 44n] },
    ] as { leftover: Leftover; shares: bigint[] }[])
    .run(({ assert }, { leftover, shares }) => {
      // 100 cents over 0, 2, 2, 3 are 28.57, 28.57 and 42.86: truncated 28, 28 and 42, so two are left.
      assert.deepEqual(splitCents(100n, decs('0', '2', '2', '3'), leftover), shares)
    })

  test('the largest remainder may belong to a small weight', ({ assert }) => {
    // 2 cents over 2 and 1 are 1.33 and 0.67.
    assert.deepEqual(splitCents(2n, decs('2', '1'), 'largest-remainder'), [1n, 1n])
    // 7 cents over 1, 5 and 4 are 0.7, 3.5 and 2.8.
    assert.deepEqual(splitCents(7n, decs('1', '5', '4'), 'largest-remainder'), [1n, 3n, 3n])
  })

  test('a zero weight receives nothing, even when first or last', ({ assert }) => {
    for (const leftover of LEFTOVERS) {
      const shares = splitCents(10n, decs('0', '1', '1', '1', '0'), leftover)
      assert.equal(shares[0], 0n)
      assert.equal(shares[4], 0n)
    }
  })

  test('works on any scale, with fractional weights and credits', ({ assert }) => {
    const shares = split(Dec.of('10'), decs('0.1', '0.1', '0.1'), 3, 'largest-remainder')
    assert.deepEqual(shares.map(String), ['3.334', '3.333', '3.333'])
    assert.deepEqual(splitCents(-10n, decs('1', '1', '1'), 'first'), [-4n, -3n, -3n])
    assert.deepEqual(splitCents(0n, decs('1', '0'), 'last'), [0n, 0n])
  })

  test('refuses what cannot be shared', ({ assert }) => {
    const one = decs('1')
    const wrong: readonly [string, () => unknown][] = [
      ['E_SPLIT_WEIGHTS', () => splitCents(1n, [], 'first')],
      ['E_SPLIT_WEIGHTS', () => splitCents(1n, decs('0', '0.00'), 'first')],
      ['E_SPLIT_WEIGHTS', () => splitCents(1n, decs('2', '-1'), 'first')],
      ['E_SPLIT_WEIGHTS', () => splitCents(1n, decs('2', '1'), 'middle' as Leftover)],
      ['E_DEC_PRECISION', () => split(Dec.of('0.001'), one, 2, 'first')],
      ['E_DEC_SCALE', () => split(Dec.of('1'), one, 13, 'first')],
    ]
    for (const [code, call] of wrong) assert.equal(codeOf(call), code)
  })

  test('conserves the total, stays within one unit or gives the rest to one, and is deterministic', () => {
    const weight = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 0, max: 12 }))
      .map(([units, scale]) => Dec.ofUnits(units, scale))
    const weights = fc
      .array(weight, { minLength: 1, maxLength: 20 })
      .filter((list) => list.some((item) => !item.isZero()))
    const total = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n })
    fc.assert(
      fc.property(total, weights, fc.constantFrom(...LEFTOVERS), (cents, list, leftover) => {
        const shares = splitCents(cents, list, leftover)
        const again = splitCents(cents, [...list], leftover)
        const whole = Dec.sum(list)
        const off = shares.filter((share, index) => {
          const exact = Dec.of(cents).times(list[index] ?? Dec.ZERO)
          const distance = Dec.of(share).times(whole).minus(exact).abs()
          return distance.gte(whole)
        })
        return (
          shares.length === list.length &&
          shares.reduce((sum, share) => sum + share, 0n) === cents &&
          shares.every((share, index) => share === again[index]) &&
          shares.every((share) => share === 0n || share < 0n === cents < 0n) &&
          shares.every((share, index) => share === 0n || !list[index]?.isZero()) &&
          off.length <= (leftover === 'largest-remainder' ? 0 : 1)
        )
      }),
      { numRuns: 500 }
    )
  })

  test('the order of equal shares does not change what each heavier one gets', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 10 })
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 100_000n }), weights, (cents, list) => {
        const shares = splitCents(cents, list.map(Dec.of), 'largest-remainder')
        return list.every((a, i) =>
          list.every((b, j) => a <= b || (shares[i] ?? 0n) >= (shares[j] ?? 0n))
        )
      }),
      { numRuns: 500 }
    )
  })
})
