import { test } from '@japa/runner'
import { averagesAfter } from '../../domain/averages_after.ts'
import type { HistoryMonth } from '../../domain/frozen_facts.ts'

const POLICY = { months: 3, decimals: 2 }
const past = (...m3: readonly (number | Partial<HistoryMonth>)[]): HistoryMonth[] =>
  m3.map((one, index) => ({
    ...{ reference: `2026-${String(12 - index).padStart(2, '0')}`, kind: 'measured' },
    ...(typeof one === 'number' ? { m3: String(one) } : { m3: '0', ...one }),
  }))

test.group('Readings | averagesAfter', () => {
  test('this month counts among the last ones, and the year has its own mean', ({ assert }) => {
    const after = averagesAfter(past(12, 14, 30), { m3: '10', entersAverage: true }, POLICY)
    // (10 + 12 + 14) / 3 and (10 + 12 + 14 + 30) / 4
    assert.deepEqual(after, { monthly: '12', annual: '16.5' })
  })

  test('months that do not count stand aside, measured or not', ({ assert }) => {
    const history = past(12, { m3: '99', kind: 'average' }, { m3: '80', enters_average: false }, 18)
    assert.deepEqual(averagesAfter(history, { m3: '50', entersAverage: false }, POLICY), {
      monthly: '15',
      annual: '15',
    })
  })

  test('a year is twelve months with this one; without any there is no mean', ({ assert }) => {
    const eleven = Array.from({ length: 11 }, () => 10)
    const after = averagesAfter(past(...eleven, 999), { m3: '10', entersAverage: true }, POLICY)
    assert.deepEqual(after, { monthly: '10', annual: '10' })
    assert.deepEqual(averagesAfter([], { m3: '10', entersAverage: false }, POLICY), {
      monthly: null,
      annual: null,
    })
  })
})
