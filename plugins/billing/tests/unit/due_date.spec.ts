import { test } from '@japa/runner'
import { type CivilDate, createBusinessCalendar } from '#core/calendar/index'
import { dueDate } from '../../domain/due_date.ts'

const banks = createBusinessCalendar({ holidays: ['2026-12-25' as CivilDate] })
const RULE = { min_days: 10, offered_days: [], non_bank_day: 'keep' } as const

test.group('Billing | dueDate', () => {
  test('{title}')
    .with([
      { title: 'the chosen day of the month', issued: '2026-11-02', day: 20, due: '2026-11-20' },
      { title: 'the next month when too soon', issued: '2026-11-15', day: 20, due: '2026-12-20' },
      { title: 'exactly the minimum of days', issued: '2026-11-10', day: 20, due: '2026-11-20' },
      { title: 'the last day of a short month', issued: '2027-02-01', day: 31, due: '2027-02-28' },
      { title: 'the turn of the year', issued: '2026-12-28', day: 5, due: '2027-02-05' },
    ])
    .run(({ assert }, { issued, day, due }) => {
      assert.equal(dueDate(issued as CivilDate, day, RULE, banks), due)
    })

  test('keeps a day without banks, or goes to the next bank day', ({ assert }) => {
    const issued = '2026-12-01' as CivilDate
    assert.equal(dueDate(issued, 25, RULE, banks), '2026-12-25')
    assert.equal(dueDate(issued, 25, { ...RULE, non_bank_day: 'next' }, banks), '2026-12-28')
  })

  test('takes the next offered day for one that is not', ({ assert }) => {
    const rule = { ...RULE, offered_days: [5, 10, 15] }
    assert.equal(dueDate('2026-11-01' as CivilDate, 12, rule, banks), '2026-11-15')
    assert.equal(dueDate('2026-11-01' as CivilDate, 28, rule, banks), '2026-12-05')
  })
})
