import { type BusinessCalendar, type CivilDate, addDays, daysBetween } from '#core/calendar/index'

/** Whether a bank that wants so many days of notice can still debit on a day. */
export const isInTime = (debitOn: CivilDate, today: CivilDate, minimumDays: number): boolean =>
  daysBetween(today, debitOn) >= minimumDays

/** The first bank day on which a debit sent today can be made. */
export const firstDebitDay = (
  today: CivilDate,
  minimumDays: number,
  banks: BusinessCalendar
): CivilDate => banks.nextBusinessDay(addDays(today, minimumDays))

/** The last day on which the cancellation of a debit still reaches the bank in time. */
export const lastCancelDay = (debitOn: CivilDate, cancelDays: number): CivilDate =>
  addDays(debitOn, -cancelDays)
