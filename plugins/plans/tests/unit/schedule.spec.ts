import { test } from '@japa/runner'
import fc from 'fast-check'
import { type Method, scheduleOf, sumOf } from '../../domain/schedule.ts'

const principal = (cents: bigint, count: number, method: Method, monthlyPercent: string) =>
  scheduleOf({ cents, count, method, monthlyPercent })

test.group('Plans | schedule', () => {
  test('simple interest: R$ 1.000,00 in 10 at 1 % a month adds R$ 1,00 to R$ 10,00, R$ 55,00 in all', ({
    assert,
  }) => {
    const schedule = principal(100_000n, 10, 'simple', '1')
    assert.deepEqual(
      schedule.map((one) => [one.principalCents, one.interestCents]),
      Array.from({ length: 10 }, (_, index) => [10_000n, BigInt(index + 1) * 100n])
    )
    assert.equal(
      sumOf(schedule, (one) => one.interestCents),
      5_500n
    )
  })

  test('Price: R$ 1.000,00 in 10 at 1 % a month is R$ 105,58 each, the last one with what is left', ({
    assert,
  }) => {
    const schedule = principal(100_000n, 10, 'price', '1')
    const amounts = schedule.map((one) => one.principalCents + one.interestCents)
    assert.deepEqual(amounts.slice(0, 9), Array<bigint>(9).fill(10_558n))
    assert.isTrue(amounts[9]! > 10_550n && amounts[9]! < 10_566n)
    assert.equal(
      sumOf(schedule, (one) => one.principalCents),
      100_000n
    )
  })

  test('SAC: interest falls on what is still owed', ({ assert }) => {
    assert.deepEqual(
      principal(120_000n, 3, 'sac', '1').map((one) => [one.principalCents, one.interestCents]),
      [
        [40_000n, 1_200n],
        [40_000n, 800n],
        [40_000n, 400n],
      ]
    )
  })

  test('without interest the last instalment takes the cents that are left', ({ assert }) => {
    assert.deepEqual(
      principal(10_000n, 3, 'none', '1').map((one) => one.principalCents),
      [3_333n, 3_333n, 3_334n]
    )
    assert.equal(
      sumOf(principal(10_000n, 3, 'price', '0'), (one) => one.interestCents),
      0n
    )
  })

  test('the principals add up to what is financed, to the cent, and no interest is negative', ({
    assert,
  }) => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1_000n, max: 9_000_000_000n }),
        fc.integer({ min: 1, max: 240 }),
        fc.constantFrom<Method>('price', 'sac', 'simple', 'flat', 'none'),
        fc.integer({ min: 0, max: 10_000 }),
        (cents, count, method, rate) => {
          const percent = (BigInt(rate) * 1n).toString().padStart(5, '0')
          const monthly = `${percent.slice(0, -4)}.${percent.slice(-4)}`
          const schedule = principal(cents, count, method, monthly)
          assert.equal(schedule.length, count)
          assert.equal(
            sumOf(schedule, (one) => one.principalCents),
            cents
          )
          assert.isTrue(
            schedule.every((one) => one.interestCents >= 0n && one.principalCents >= 0n)
          )
          const payments = new Set(
            schedule.slice(0, -1).map((one) => one.principalCents + one.interestCents)
          )
          if (method === 'price' && count > 1 && cents > 100_000n) assert.isAtMost(payments.size, 2)
        }
      ),
      { numRuns: 300 }
    )
  })
})
