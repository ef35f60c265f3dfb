import type { CivilDate } from '#core/calendar/index'
import { DAY_RULES, RECURRENCES } from './schedule_input.ts'
import type { ScheduleRow } from './schedule_rows.ts'

/** The choices of a form's list. */
export const optionsIn = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, title]) => ({ value, title }))

/** What `pages/jobs/timing_fields` shows besides the timing itself. */
export const TIMING_WORDS = {
  recurrences: optionsIn(RECURRENCES),
  dayRules: optionsIn(DAY_RULES),
  weekdays: ['dom', 'seg', 'ter', 'qua', 'qui', 'sex', 'sáb'],
}

/** A timing that nobody has touched, as its form holds it. */
export const newTiming = (recurrence: keyof typeof RECURRENCES, today: CivilDate) => ({
  ...{ recurrence, weekdays: [1], month_day: 1, nth: 1, cron: '' },
  ...{ time_of_day: '06:00', day_rule: 'any', starts_on: today, ends_on: null },
})

/** The timing of a schedule as its form holds it. */
export const timingForm = ({ recurrence, ...row }: ScheduleRow) => ({
  ...{ time_of_day: row.time_of_day, day_rule: row.day_rule, starts_on: row.starts_on },
  ...{ ends_on: row.ends_on, recurrence: recurrence.kind },
  weekdays: recurrence.kind === 'weekly' ? recurrence.weekdays : [1],
  month_day: recurrence.kind === 'monthly' ? recurrence.day : 1,
  nth: recurrence.kind === 'business_day' ? recurrence.nth : 1,
  cron: recurrence.kind === 'cron' ? recurrence.expression : '',
})
