import { test } from '@japa/runner'
import fc from 'fast-check'

import {
  type CalendarError,
  addDays,
  civilDate,
  daysBetween,
  intersectPeriods,
  period,
  splitPeriod,
} from '../../index.ts'

const date = civilDate

test.group('Period', () => {
  test('is cut where versions change', ({ assert }) => {
    const cuts = ['2026-11-20', '2026-11-01', '2026-12-15', '2026-11-20', '2026-12-01'].map(date)
    assert.deepEqual(splitPeriod(date('2026-11-01'), date('2026-12-01'), cuts), [
      { from: date('2026-11-01'), until: date('2026-11-20'), days: 19 },
      { from: date('2026-11-20'), until: date('2026-12-01'), days: 11 },
    ])
  })

  test('without cuts is one segment, and an empty one has none', ({ assert }) => {
    const [from, until] = [date('2026-11-01'), date('2026-11-02')]
    assert.deepEqual(splitPeriod(from, until, []), [{ from, until, days: 1 }])
    assert.deepEqual(splitPeriod(from, from, [from]), [])
  })

  test('cannot end before it starts', ({ assert }) => {
    const [from, until] = [date('2026-11-02'), date('2026-11-01')]
    for (const call of [() => period(from, until), () => splitPeriod(from, until, [])]) {
      try {
        call()
        assert.fail('accepted')
      } catch (error) {
        assert.equal((error as CalendarError).code, 'E_CALENDAR_PERIOD')
      }
    }
  })

  test('shares days with another, or none when they only touch', ({ assert }) => {
    const november = period(date('2026-11-01'), date('2026-12-01'))
    const reading = period(date('2026-10-20'), date('2026-11-19'))
    const december = period(date('2026-12-01'), date('2027-01-01'))
    assert.deepEqual(intersectPeriods(november, reading), {
      from: date('2026-11-01'),
      until: date('2026-11-19'),
    })
    assert.isNull(intersectPeriods(november, december))
  })

  test('segments touch, cover the period, begin on cuts, and their days add up', () => {
    const offset = fc.integer({ min: -40, max: 440 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.array(offset), (length, offsets) => {
        const from = date('2026-01-15')
        const until = addDays(from, length)
        const cuts = offsets.map((days) => addDays(from, days))
        const segments = splitPeriod(from, until, cuts)
        const starts = new Set(segments.map((segment) => segment.from))
        return (
          segments.reduce((sum, { days }) => sum + days, 0) === length &&
          segments.every(({ from: a, until: b, days }) => days > 0 && daysBetween(a, b) === days) &&
          segments.every(({ from: start }, index) =>
            index === 0 ? start === from : start === segments[index - 1]?.until
          ) &&
          segments.at(-1)?.until === until &&
          cuts.every((cut) => cut <= from || cut >= until || starts.has(cut))
        )
      })
    )
  })
})
