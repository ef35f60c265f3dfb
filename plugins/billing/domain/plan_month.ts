import {
  type BusinessCalendar,
  type CivilDate,
  type RefMonth,
  addDays,
  firstDay,
} from '#core/calendar/index'
import { type DueDateRule, dueDate } from './due_date.ts'

/** Value of the parameter `billing.schedule`: business days, counted as the utility works. */
export interface ScheduleRule {
  /** Business day of the month on which the load of the first group is generated. */
  readonly load_day: number
  /** Business days between one group and the next. */
  readonly group_step: number
  /** Groups that begin on the same day; 1 when not said. */
  readonly groups_together?: number
  /** Business days from the load to the first reading, of reading, from the last reading to the run, and to delivery. */
  readonly to_reading: number
  readonly reading_days: number
  readonly to_billing: number
  readonly to_delivery: number
}

/** The planned month of a group. */
export interface PlannedMonth {
  readonly loadOn: CivilDate
  readonly readFromOn: CivilDate
  readonly readUntilOn: CivilDate
  readonly billOn: CivilDate
  readonly deliverOn: CivilDate
  readonly dueOn: CivilDate
}

export interface Planning {
  readonly rule: ScheduleRule
  readonly due: DueDateRule
  /** How the utility works, and when banks open. */
  readonly works: BusinessCalendar
  readonly banks: BusinessCalendar
}

/**
 * The dates of a group in a month. `place` is the group's place among those of the utility, from 0: each begins some days
 * after the one before, or as many together as the rule says. The due date is the first that the run may give on the group's day.
 */
export function planMonth(
  reference: RefMonth,
  group: { readonly place: number; readonly dueDay: number },
  { rule, due, works, banks }: Planning
): PlannedMonth {
  const turn = Math.floor(group.place / (rule.groups_together ?? 1))
  const days = rule.load_day + turn * rule.group_step
  const loadOn = works.addBusinessDays(addDays(firstDay(reference), -1), days)
  const readFromOn = works.addBusinessDays(loadOn, rule.to_reading)
  const readUntilOn = works.addBusinessDays(readFromOn, rule.reading_days - 1)
  const billOn = works.addBusinessDays(readUntilOn, rule.to_billing)
  return {
    ...{ loadOn, readFromOn, readUntilOn, billOn },
    deliverOn: works.addBusinessDays(billOn, rule.to_delivery),
    dueOn: dueDate(billOn, group.dueDay, due, banks),
  }
}
