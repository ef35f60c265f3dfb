import {
  type BusinessCalendar,
  type CivilDate,
  addDays,
  addMonths,
  dateOf,
  daysInMonth,
  parts,
} from '#core/calendar/index'

/** Value of the parameter `billing.due_date` (DECISIONS 51). */
export interface DueDateRule {
  /** Days between issue and due date, at least. */
  readonly min_days: number
  /** Days of the month that customers may choose; empty: any. */
  readonly offered_days: readonly number[]
  readonly non_bank_day: 'keep' | 'next'
}

/**
 * The first chosen day of a month that leaves the minimum of days after issue. Days 29 to 31 are the last day of a shorter
 * month; a day that is not offered becomes the next one offered.
 */
export function dueDate(
  issuedOn: CivilDate,
  dueDay: number,
  rule: DueDateRule,
  banks: BusinessCalendar
): CivilDate {
  const earliest = addDays(issuedOn, rule.min_days)
  const day = offeredDay(dueDay, rule.offered_days)
  const { year, month } = parts(earliest)
  const inMonth = clampedDay(year, month, day)
  const next = parts(addMonths(dateOf(year, month, 1), 1))
  const due = inMonth >= earliest ? inMonth : clampedDay(next.year, next.month, day)
  return rule.non_bank_day === 'next' ? banks.nextBusinessDay(due) : due
}

function offeredDay(day: number, offered: readonly number[]): number {
  if (offered.length === 0 || offered.includes(day)) return day
  const sorted = [...offered].sort((a, b) => a - b)
  return sorted.find((one) => one >= day) ?? sorted[0]!
}

function clampedDay(year: number, month: number, day: number): CivilDate {
  return dateOf(year, month, Math.min(day, daysInMonth(year, month)))
}
