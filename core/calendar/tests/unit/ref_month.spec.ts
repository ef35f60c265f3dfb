import { test } from '@japa/runner'
import fc from 'fast-check'

import {
  CalendarError,
  addRefMonths,
  civilDate,
  dateAt,
  firstDay,
  formatRefMonth,
  isRefMonth,
  lastDay,
  monthOf,
  monthsBetween,
  nextMonth,
  previousMonth,
  refMonth,
} from '../../index.ts'

function codeOf(call: () => unknown): unknown {
  try {
    return call()
  } catch (error) {
    return error instanceof CalendarError ? error.code : error
  }
}

test.group('RefMonth', () => {
  test('refuses {$self}')
    .with(['', '2026', '2026-1', '2026-13', '2026-00', '0000-01', '2026-01-01', '01/2026'])
    .run(({ assert }, text) => {
      assert.isFalse(isRefMonth(text))
      assert.equal(
        codeOf(() => refMonth(text)),
        'E_CALENDAR_MONTH'
      )
    })

  test('moves over the turn of the year', ({ assert }) => {
    assert.equal(nextMonth(refMonth('2026-12')), '2027-01')
    assert.equal(previousMonth(refMonth('2026-01')), '2025-12')
    assert.equal(addRefMonths(refMonth('2026-11'), -23), '2024-12')
    assert.equal(monthsBetween(refMonth('2025-11'), refMonth('2026-02')), 3)
    assert.equal(monthsBetween(refMonth('2026-02'), refMonth('2025-11')), -3)
  })

  test('stays inside the calendar', ({ assert }) => {
    assert.equal(
      codeOf(() => nextMonth(refMonth('9999-12'))),
      'E_CALENDAR_MONTH'
    )
    assert.equal(
      codeOf(() => previousMonth(refMonth('0001-01'))),
      'E_CALENDAR_MONTH'
    )
    assert.equal(
      codeOf(() => addRefMonths(refMonth('2026-01'), 0.5)),
      'E_CALENDAR_AMOUNT'
    )
  })

  test('knows its days', ({ assert }) => {
    assert.equal(firstDay(refMonth('2024-02')), '2024-02-01')
    assert.equal(lastDay(refMonth('2024-02')), '2024-02-29')
    assert.equal(lastDay(refMonth('2026-02')), '2026-02-28')
    assert.equal(lastDay(refMonth('2026-12')), '2026-12-31')
    assert.equal(monthOf(civilDate('2026-11-22')), '2026-11')
    assert.equal(formatRefMonth(refMonth('2026-11')), '11/2026')
  })

  test('there and back', () => {
    const month = fc
      .date({ min: new Date('1000-01-01'), max: new Date('3000-01-01'), noInvalidDate: true })
      .map((date) => monthOf(dateAt(date, 'UTC')))
    fc.assert(
      fc.property(month, month, (a, b) => {
        const months = monthsBetween(a, b)
        return addRefMonths(a, months) === b && monthOf(lastDay(a)) === a
      })
    )
  })
})
