import { test } from '@japa/runner'
import type { CivilDate } from '#core/calendar/index'
import { type PastDebt, reachedOn } from '../../domain/past_debts.ts'

const day = (text: string) => text as CivilDate
const debt = (dueOn: string, closedOn: string | null = null): PastDebt => ({
  ...{ dueOn: day(dueOn), closedOn: closedOn === null ? null : day(closedOn) },
  ...{ cents: 100n, hasWater: true, isInvoice: true, away: [] },
})
const march = (debts: readonly PastDebt[], least = 1) =>
  reachedOn(debts, {
    ...{ delay: 30, from: day('2024-03-01'), until: day('2024-03-31') },
    isReached: (some) => some.length >= least,
    isMade: () => true,
  })

test.group('Dunning | reachedOn', () => {
  test('a debt reaches a step so many days after it was due, when it is open that day', ({
    assert,
  }) => {
    assert.equal(march([debt('2024-02-10')]), day('2024-03-11'))
    assert.isNull(march([debt('2024-02-10', '2024-03-11')]))
    assert.equal(march([debt('2024-02-10', '2024-03-12')]), day('2024-03-11'))
    assert.isNull(march([debt('2024-03-10')]))
  })

  test('what was reached before the month is not reached in it', ({ assert }) => {
    assert.isNull(march([debt('2024-01-10'), debt('2024-02-10')]))
    assert.equal(march([debt('2024-01-10', '2024-02-20'), debt('2024-02-10')]), day('2024-03-11'))
  })

  test('with a minimum of two debts the second decides the day', ({ assert }) => {
    assert.equal(march([debt('2024-01-10'), debt('2024-02-10')], 2), day('2024-03-11'))
  })
})
