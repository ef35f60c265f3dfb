import { test } from '@japa/runner'
import fc from 'fast-check'
import { ALL, CHANGE_PERCENT, Tally, changeClasses } from '../../simulation/tally.ts'

const LABELS = new Map(
  changeClasses(CHANGE_PERCENT, 'money').map(({ value, label }) => [value, label])
)

/** The class that a change of one bill falls in, in words. */
function classOf(before: bigint, after: bigint): string {
  const tally = new Tally({ unit: 'money' })
  tally.add({ key: '1', label: '', link: '', before, after, dims: {} })
  const row = tally.rows().find(({ dim }) => dim === CHANGE_PERCENT)
  return LABELS.get(row!.value)!
}

test.group('Configuration | sums of a simulation', () => {
  test('a change belongs to its class by its exact share: {0} to {1} is {2}')
    .with([
      [10_000n, 10_500n, 'até +5 %'],
      // 5.004 %: no more “até 5 %”.
      [1_000_000n, 1_050_040n, '+5 % a +10 %'],
      [1_000_000n, 1_000_001n, 'até +5 %'],
      [1_000_000n, 999_999n, 'até 5 % a menos'],
      [10_000n, 9500n, 'até 5 % a menos'],
      [1_000_000n, 949_960n, '5 % a 10 % a menos'],
      [1_000_000n, 500_000n, '20 % a 50 % a menos'],
      [1_000_000n, 499_999n, 'mais de 50 % a menos'],
      [10_000n, 15_000n, '+20 % a +50 %'],
      [1_000_000n, 1_500_001n, 'mais de +50 %'],
      [1_000_000n, 1_000_000n, 'sem mudança'],
      [0n, 0n, 'sem mudança'],
      [0n, 1n, 'nada pagava'],
      // A credit that shrinks is a change upwards.
      [-10_000n, -9500n, 'até +5 %'],
      [-10_000n, -10_500n, 'até 5 % a menos'],
    ] as const)
    .run(({ assert }, [before, after, label]) => {
      assert.equal(classOf(before, after), label)
    })

  test('sums of chunks are the sums of all, to the cent, however large', ({ assert }) => {
    const amount = fc.bigInt(-(10n ** 17n), 10n ** 17n)
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, amount), { maxLength: 30 }), (bills) => {
        const tally = new Tally({ unit: 'money' })
        for (const [before, after] of bills)
          tally.add({ key: '1', label: '', link: '', before, after, dims: { group: 'a' } })
        const whole = tally.rows().find(({ dim }) => dim === ALL)
        const sum = (at: 0 | 1) => bills.reduce((all, bill) => all + bill[at], 0n)
        assert.equal(whole?.before ?? 0n, sum(0))
        assert.equal(whole?.after ?? 0n, sum(1))
        const classes = tally.rows().filter(({ dim }) => dim === CHANGE_PERCENT)
        assert.equal(
          classes.reduce((all, { count }) => all + count, 0),
          bills.length
        )
      })
    )
  })
})
