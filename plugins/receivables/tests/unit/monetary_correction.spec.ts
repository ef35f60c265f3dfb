import { test } from '@japa/runner'
import fc from 'fast-check'
import { type CivilDate, type RefMonth, addDays, addRefMonths } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import { type IndexSeries, correctionOf } from '../../domain/monetary_correction.ts'

const series = (values: Readonly<Record<string, string>>): IndexSeries =>
  new Map(Object.entries(values).map(([month, text]) => [month as RefMonth, Dec.of(text)]))
const delay = (dueOn: string, paidOn: string) => ({
  ...{ dueOn: dueOn as CivilDate, paidOn: paidOn as CivilDate },
})

test.group('Receivables | monetary correction', () => {
  const year = series({ '2026-10': '0.5', '2026-11': '0.4', '2026-12': '1', '2027-01': '2' })

  test('whole months go from that of the due date to the one before the payment', ({ assert }) => {
    // 1.01: only December. 1.004 × 1.01 = 1.01404.
    const december = correctionOf(year, 'months', delay('2026-12-10', '2027-01-25'))
    assert.deepEqual(december, {
      percent: '1',
      months: [{ month: '2026-12', percent: '1', published: '2026-12' }],
    })
    assert.equal(correctionOf(year, 'months', delay('2026-11-10', '2027-01-02')).percent, '1.404')
    assert.equal(correctionOf(year, 'months', delay('2026-11-10', '2026-11-30')).percent, '0')
  })

  test('days count from the one after the due date to that of the payment', ({ assert }) => {
    // A third of 0.4 %.
    const ten = correctionOf(year, 'days', delay('2026-11-10', '2026-11-20'))
    assert.equal(ten.percent, '0.133333')
    // Due on the last day: the month of the due date adds nothing.
    const next = correctionOf(year, 'days', delay('2026-11-30', '2026-12-31'))
    assert.deepEqual(
      next.months.map(({ percent }) => percent),
      ['0', '1']
    )
  })

  test('a month not yet published counts as the last one that was, and says so', ({ assert }) => {
    const { months, percent } = correctionOf(year, 'months', delay('2027-01-10', '2027-03-02'))
    assert.deepEqual(
      months.map(({ month, published }) => [month, published]),
      [
        ['2027-01', '2027-01'],
        ['2027-02', '2027-01'],
      ]
    )
    assert.equal(percent, '4.04') // 1.02² − 1
    const unknown = correctionOf(series({}), 'months', delay('2027-01-10', '2027-03-02'))
    assert.deepEqual([unknown.percent, unknown.months[0]?.published], ['0', null])
  })

  test('a fall takes from a rise, and a delay in which prices fell corrects nothing', ({
    assert,
  }) => {
    const fallen = series({ '2026-10': '1', '2026-11': '-0.5', '2026-12': '-3' })
    // 1.01 × 0.995 = 1.00495.
    const mixed = correctionOf(fallen, 'months', delay('2026-10-10', '2026-12-02'))
    assert.equal(mixed.percent, '0.495')
    assert.equal(correctionOf(fallen, 'months', delay('2026-10-10', '2027-01-02')).percent, '0')
  })

  test('with rising prices a longer delay is never corrected by less', ({ assert }) => {
    const rises = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 14, maxLength: 14 })
    const days = fc.integer({ min: 1, max: 300 })
    fc.assert(
      fc.property(rises, days, days, fc.constantFrom('months', 'days'), (given, a, b, period) => {
        const own = new Map(
          given.map((cents, index) => [
            addRefMonths('2026-01' as RefMonth, index),
            Dec.ofUnits(BigInt(cents), 2),
          ])
        )
        const due = '2026-01-17' as CivilDate
        const grown = (late: number) =>
          Dec.of(correctionOf(own, period, { dueOn: due, paidOn: addDays(due, late) }).percent)
        assert.isTrue(grown(Math.min(a, b)).lte(grown(Math.max(a, b))))
      })
    )
  })
})
