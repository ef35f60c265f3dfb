import { test } from '@japa/runner'
import fc from 'fast-check'

import {
  CalendarError,
  type CivilDate,
  addDays,
  addMonths,
  civilDate,
  dateOf,
  dayOfWeek,
  daysBetween,
  febrabanDate,
  formatDate,
  fromFebrabanDate,
  isCivilDate,
  maxDate,
  minDate,
  parts,
} from '../../index.ts'

function codeOf(call: () => unknown): unknown {
  try {
    return call()
  } catch (error) {
    return error instanceof CalendarError ? error.code : error
  }
}

/** The platform's own UTC calendar, as oracle only. */
const instant = (date: CivilDate) => new Date(`${date}T00:00:00Z`)
const fromInstant = (date: Date) => date.toISOString().slice(0, 10)
const anyDate = fc
  .date({
    min: new Date('0001-01-01T00:00:00Z'),
    max: new Date('9999-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  .map((date) => civilDate(fromInstant(date)))

test.group('CivilDate', () => {
  test('refuses {$self}')
    .with([
      '',
      '2026-02-29',
      '1900-02-29',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '2026-01-00',
      '0000-01-01',
      '2026-1-1',
      '26-01-01',
      '2026/01/01',
      '2026-01-01T00:00:00Z',
      ' 2026-01-01',
      '2026-01-01\n',
    ])
    .run(({ assert }, text) => {
      assert.isFalse(isCivilDate(text))
      assert.equal(
        codeOf(() => civilDate(text)),
        'E_CALENDAR_DATE'
      )
    })

  test('takes leap days that exist', ({ assert }) => {
    for (const text of ['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31']) {
      assert.equal(civilDate(text), text)
    }
    assert.isFalse(isCivilDate(20_260_101))
    assert.isFalse(isCivilDate(null))
  })

  test('is built from and taken apart into numbers', ({ assert }) => {
    assert.equal(dateOf(2026, 3, 9), '2026-03-09')
    assert.deepEqual(parts(civilDate('2026-03-09')), { year: 2026, month: 3, day: 9 })
    for (const [year, month, day] of [
      [2026, 2, 29],
      [2026, 1.5, 1],
      [10_000, 1, 1],
      [2026, 1, Number.NaN],
    ] as const) {
      assert.equal(
        codeOf(() => dateOf(year, month, day)),
        'E_CALENDAR_DATE'
      )
    }
  })

  test('adds months, clamped to the end of the month')
    .with([
      ['2026-01-31', 1, '2026-02-28'],
      ['2024-01-31', 1, '2024-02-29'],
      ['2024-02-29', 12, '2025-02-28'],
      ['2026-12-15', 1, '2027-01-15'],
      ['2026-01-15', -1, '2025-12-15'],
      ['2026-03-31', -13, '2025-02-28'],
      ['2026-05-31', 0, '2026-05-31'],
    ] as [string, number, string][])
    .run(({ assert }, [date, months, expected]) => {
      assert.equal(addMonths(civilDate(date), months), expected)
    })

  test('knows the day of the week', ({ assert }) => {
    assert.equal(dayOfWeek(civilDate('1970-01-01')), 4)
    assert.equal(dayOfWeek(civilDate('2026-11-22')), 0)
    assert.equal(dayOfWeek(civilDate('1969-12-31')), 3)
  })

  test('finds the earliest and latest, and sorts as text', ({ assert }) => {
    const dates = ['2026-10-01', '2025-12-31', '2026-09-30'].map(civilDate)
    const [first, ...others] = dates as [CivilDate, ...CivilDate[]]
    assert.equal(minDate(first, ...others), '2025-12-31')
    assert.equal(maxDate(first, ...others), '2026-10-01')
    assert.equal(maxDate(first), first)
  })

  test('is written for people and for FEBRABAN files', ({ assert }) => {
    const date = civilDate('2026-03-09')
    assert.equal(formatDate(date), '09/03/2026')
    assert.equal(febrabanDate(date), '20260309')
    assert.equal(fromFebrabanDate('20260309'), date)
    for (const text of ['00000000', '20260230', '2026030', '202603091', '2026-309', '        ']) {
      assert.equal(
        codeOf(() => fromFebrabanDate(text)),
        'E_CALENDAR_DATE'
      )
    }
  })

  test('refuses parts of days and dates beyond the calendar', ({ assert }) => {
    const last = civilDate('9999-12-31')
    assert.equal(
      codeOf(() => addDays(last, 0.5)),
      'E_CALENDAR_AMOUNT'
    )
    assert.equal(
      codeOf(() => addMonths(last, Number.NaN)),
      'E_CALENDAR_AMOUNT'
    )
    assert.equal(
      codeOf(() => addDays(last, 1)),
      'E_CALENDAR_DATE'
    )
    assert.equal(
      codeOf(() => addMonths(civilDate('0001-01-01'), -1)),
      'E_CALENDAR_DATE'
    )
  })

  test('agrees with the platform on any two dates', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (a, b) => {
        const days = (instant(b).getTime() - instant(a).getTime()) / 86_400_000
        return (
          daysBetween(a, b) === days &&
          addDays(a, days) === b &&
          dayOfWeek(a) === instant(a).getUTCDay() &&
          Math.sign(days) === (a < b ? 1 : a > b ? -1 : 0) &&
          fromFebrabanDate(febrabanDate(a)) === a
        )
      }),
      { numRuns: 2_000 }
    )
  })

  test('every day of 400 years follows the one before', ({ assert }) => {
    let date = civilDate('1800-01-01')
    let previous = dayOfWeek(date)
    let count = 0
    for (; date < '2200-01-01'; count++) {
      date = addDays(date, 1)
      const weekday = dayOfWeek(date)
      if (!isCivilDate(date) || weekday !== (previous + 1) % 7) assert.fail(`after ${date}`)
      previous = weekday
    }
    assert.equal(count, 146_097)
  })

  test('months added lands in the right month, on the same day or its last', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -600, max: 600 }), (date, months) => {
        const { year, month, day } = parts(date)
        const index = year * 12 + month - 1 + months
        fc.pre(index >= 12 && index < 120_000)
        const moved = parts(addMonths(date, months))
        const tomorrow = addDays(addMonths(date, months), 1)
        return (
          moved.year * 12 + moved.month - 1 === index &&
          (moved.day === day || (moved.day < day && tomorrow.endsWith('-01')))
        )
      }),
      { numRuns: 1_000 }
    )
  })
})
