import { test } from '@japa/runner'
import fc from 'fast-check'

import {
  CalendarError,
  addDays,
  civilDate,
  createBusinessCalendar,
  easterSunday,
  nationalHolidays,
} from '../../index.ts'

const date = civilDate

function codeOf(call: () => unknown): unknown {
  try {
    return call()
  } catch (error) {
    return error instanceof CalendarError ? error.code : error
  }
}

test.group('Holidays', () => {
  test('Easter of {0}')
    .with([
      [2024, '2024-03-31'],
      [2025, '2025-04-20'],
      [2026, '2026-04-05'],
      [2027, '2027-03-28'],
      [2028, '2028-04-16'],
      [2029, '2029-04-01'],
      [2030, '2030-04-21'],
    ] as [number, string][])
    .run(({ assert }, [year, easter]) => assert.equal(easterSunday(year), easter))

  test('the days of 2026 on which banks do not open', ({ assert }) => {
    assert.deepEqual(
      nationalHolidays(2026).map((holiday) => `${holiday.date} ${holiday.kind}`),
      [
        '2026-01-01 national',
        '2026-02-16 bank',
        '2026-02-17 bank',
        '2026-04-03 national',
        '2026-04-21 national',
        '2026-05-01 national',
        '2026-06-04 bank',
        '2026-09-07 national',
        '2026-10-12 national',
        '2026-11-02 national',
        '2026-11-15 national',
        '2026-11-20 national',
        '2026-12-25 national',
      ]
    )
  })

  test('Consciência Negra counts since 2024', ({ assert }) => {
    const has = (year: number) =>
      nationalHolidays(year).some((holiday) => holiday.date === `${year}-11-20`)
    assert.isFalse(has(2023))
    assert.isTrue(has(2024))
  })

  test('says when a year is out of reach', ({ assert }) => {
    for (const year of [1899, 2100, 2026.5]) {
      assert.equal(
        codeOf(() => nationalHolidays(year)),
        'E_CALENDAR_YEAR'
      )
      assert.equal(
        codeOf(() => easterSunday(year)),
        'E_CALENDAR_YEAR'
      )
    }
  })
})

test.group('Business calendar', () => {
  const holidays = [2025, 2026, 2027].flatMap(nationalHolidays).map((holiday) => holiday.date)
  const calendar = createBusinessCalendar({ holidays })

  test('skips weekends and holidays', ({ assert }) => {
    assert.isTrue(calendar.isBusinessDay(date('2026-11-19')))
    assert.isFalse(calendar.isBusinessDay(date('2026-11-20')))
    assert.isFalse(calendar.isBusinessDay(date('2026-11-21')))
    assert.equal(calendar.nextBusinessDay(date('2026-11-20')), '2026-11-23')
    assert.equal(calendar.nextBusinessDay(date('2026-11-19')), '2026-11-19')
    assert.equal(calendar.previousBusinessDay(date('2026-11-22')), '2026-11-19')
    assert.equal(calendar.nextBusinessDay(date('2026-02-14')), '2026-02-18')
    assert.equal(calendar.nextBusinessDay(date('2027-01-01')), '2027-01-04')
  })

  test('counts business days either way', ({ assert }) => {
    assert.equal(calendar.addBusinessDays(date('2026-11-19'), 1), '2026-11-23')
    assert.equal(calendar.addBusinessDays(date('2026-11-20'), 1), '2026-11-23')
    assert.equal(calendar.addBusinessDays(date('2026-11-23'), -1), '2026-11-19')
    assert.equal(calendar.addBusinessDays(date('2026-11-21'), 0), '2026-11-23')
    assert.equal(calendar.addBusinessDays(date('2026-12-24'), 5), '2027-01-04')
    assert.equal(
      codeOf(() => calendar.addBusinessDays(date('2026-11-19'), 1.5)),
      'E_CALENDAR_AMOUNT'
    )
  })

  test('takes another weekend and needs one business day', ({ assert }) => {
    const sundays = createBusinessCalendar({ holidays: [], weekend: [0] })
    assert.isTrue(sundays.isBusinessDay(date('2026-11-21')))
    assert.isFalse(sundays.isBusinessDay(date('2026-11-22')))
    for (const weekend of [[0, 1, 2, 3, 4, 5, 6], [7], [0.5]]) {
      assert.equal(
        codeOf(() => createBusinessCalendar({ holidays: [], weekend })),
        'E_CALENDAR_WEEKEND'
      )
    }
  })

  test('as many business days lie between as were added', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: -60, max: 60 }).filter((count) => count !== 0),
        (offset, count) => {
          const start = addDays(date('2025-04-01'), offset)
          const end = calendar.addBusinessDays(start, count)
          const step = Math.sign(count)
          let seen = 0
          for (let day = start; day !== end; seen += calendar.isBusinessDay(day) ? 1 : 0) {
            day = addDays(day, step)
          }
          return seen === Math.abs(count) && calendar.isBusinessDay(end)
        }
      ),
      { numRuns: 300 }
    )
  })
})
