import { type BusinessCalendar, type CivilDate, daysBetween } from '#core/calendar/index'

/**
 * Days of delay: from the due date, excluded, to the payment date, included. Payment on the first bank day after a due date
 * that was none is on time; later than that counts from the original date (DECISIONS 22).
 */
export function daysLate(dueOn: CivilDate, paidOn: CivilDate, banks: BusinessCalendar): number {
  if (paidOn <= dueOn || paidOn <= banks.nextBusinessDay(dueOn)) return 0
  return daysBetween(dueOn, paidOn)
}
