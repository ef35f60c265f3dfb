import { test } from '@japa/runner'
import fc from 'fast-check'
import { overdueRun, undoPlan } from '../../domain/undo_plan.ts'

const debt = (id: bigint, cents: bigint, charges: bigint) => ({
  ...{ fine: charges, interest: 0n, correction: 0n, items: [{ id, cents }] },
})

test.group('Plans | what a plan leaves when it is undone', () => {
  test('what was paid pays the oldest debt first, and its charges before its principal', ({
    assert,
  }) => {
    const debts = [debt(1n, 10_000n, 200n), debt(2n, 5_000n, 100n)]
    const { restored, givenUp } = undoPlan(debts, 10_250n)
    assert.deepEqual(
      [...restored],
      [
        [1n, 0n],
        [2n, 5_000n],
      ]
    )
    assert.deepEqual(givenUp, { fine: 50n, interest: 0n, correction: 0n })
    assert.deepEqual([...undoPlan(debts, 0n).restored.values()], [10_000n, 5_000n])
  })

  test('nothing is lost: what is owed again, given up and paid add up to the debts', ({
    assert,
  }) => {
    const cents = fc.bigInt({ min: 0n, max: 1_000_000n })
    fc.assert(
      fc.property(
        fc.array(fc.record({ open: fc.bigInt({ min: 1n, max: 1_000_000n }), fine: cents }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.integer({ min: 0, max: 100 }),
        (rows, share) => {
          const debts = rows.map(({ open, fine }, index) => debt(BigInt(index), open, fine))
          const total = rows.reduce((sum, { open, fine }) => sum + open + fine, 0n)
          const paid = (total * BigInt(share)) / 100n
          const { restored, givenUp } = undoPlan(debts, paid)
          const back = [...restored.values()].reduce((sum, one) => sum + one, 0n)
          assert.equal(back + givenUp.fine, total - paid)
        }
      )
    )
  })

  test('default counts the longest run and all of the overdue instalments', ({ assert }) => {
    const states = ['overdue', 'paid', 'overdue', 'overdue', 'other'] as const
    assert.deepEqual(overdueRun(states), { consecutive: 2, total: 3 })
    assert.deepEqual(overdueRun(['paid', 'other']), { consecutive: 0, total: 0 })
  })
})
