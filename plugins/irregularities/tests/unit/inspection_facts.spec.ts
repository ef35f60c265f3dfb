import { test } from '@japa/runner'
import { type ConsumptionMonth, consumptionFacts } from '../../domain/inspection_facts.ts'

const month = (reference: string, m3: string, kind = 'measured'): ConsumptionMonth => ({
  ...{ reference, m3, kind },
})

test.group('Irregularities | what the last months say', () => {
  test('zeros count up to the first month that is not a measured zero', ({ assert }) => {
    const zero = [month('2026-11', '0'), month('2026-10', '0.0'), month('2026-09', '3')]
    assert.containsSubset(consumptionFacts(zero), {
      zero_months: 2,
      unread_months: 0,
      last_m3: '0',
    })
    const estimated = [month('2026-11', '0'), month('2026-10', '0', 'estimated')]
    assert.equal(consumptionFacts(estimated).zero_months, 1)
  })

  test('a month that is missing ends the row of months', ({ assert }) => {
    const gap = [month('2027-01', '0'), month('2026-12', '0'), month('2026-10', '0')]
    assert.equal(consumptionFacts(gap).zero_months, 2)
  })

  test('the drop is against the mean of the measured months before, and a rise is none', ({
    assert,
  }) => {
    const before = [
      month('2026-10', '10'),
      month('2026-09', '20'),
      month('2026-08', '9', 'average'),
    ]
    const drop = (m3: string) => consumptionFacts([month('2026-11', m3), ...before]).drop_percent
    // 15 on average
    assert.equal(drop('3'), 80)
    assert.equal(drop('15'), 0)
    assert.equal(drop('40'), 0)
    assert.isNull(consumptionFacts([month('2026-11', '3')]).drop_percent)
  })

  test('unread months have no last consumption', ({ assert }) => {
    const unread = [month('2026-11', '9', 'average'), month('2026-10', '9', 'minimum')]
    assert.deepEqual(consumptionFacts(unread), {
      ...{ zero_months: 0, unread_months: 2, last_m3: null, drop_percent: null },
    })
    assert.deepEqual(consumptionFacts([]), {
      ...{ zero_months: 0, unread_months: 0, last_m3: null, drop_percent: null },
    })
  })
})
