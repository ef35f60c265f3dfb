import { test } from '@japa/runner'
import { type RefMonth, createBusinessCalendar } from '#core/calendar/index'
import { type ScheduleRule, planMonth } from '../../domain/plan_month.ts'

const calendar = createBusinessCalendar({ holidays: [] })
const RULE: ScheduleRule = {
  ...{ load_day: 1, group_step: 2, to_reading: 1, reading_days: 4, to_billing: 2, to_delivery: 2 },
}
const due = { min_days: 10, offered_days: [], non_bank_day: 'keep' } as const

const loadDays = (rule: ScheduleRule, groups: number) =>
  Array.from(
    { length: groups },
    (_, place) =>
      planMonth(
        '2026-11' as RefMonth,
        { place, dueDay: 20 },
        { rule, due, works: calendar, banks: calendar }
      ).loadOn
  )

test.group('Billing | planMonth', () => {
  test('groups follow one another, or begin as many together as the rule says', ({ assert }) => {
    assert.deepEqual(loadDays(RULE, 4), ['2026-11-02', '2026-11-04', '2026-11-06', '2026-11-10'])
    assert.deepEqual(loadDays({ ...RULE, groups_together: 2 }, 4), [
      ...['2026-11-02', '2026-11-02', '2026-11-04', '2026-11-04'],
    ])
  })
})
