import { type CivilDate, addDays, dayOfWeek } from './civil_date.ts'
import { CalendarError, amountError } from './errors.ts'

/** Which days count as business days, for due dates and notice periods. */
export interface BusinessCalendar {
  isBusinessDay(date: CivilDate): boolean
  /** The date itself when it is a business day, else the first one after it. */
  nextBusinessDay(date: CivilDate): CivilDate
  /** The date itself when it is a business day, else the last one before it. */
  previousBusinessDay(date: CivilDate): CivilDate
  /**
   * The `count`-th business day after the date (before it, when negative); the date itself does not count. Zero gives
   * `nextBusinessDay`. Throws E_CALENDAR_AMOUNT.
   */
  addBusinessDays(date: CivilDate, count: number): CivilDate
}

/** Options of a business calendar; `weekend` lists days of the week off, 0 = Sunday (default: Sunday and Saturday). */
export interface BusinessCalendarOptions {
  readonly holidays: Iterable<CivilDate>
  readonly weekend?: readonly number[]
}

/**
 * Calendar of the holidays given: national, of the state, of the municipality. It knows no others, so give every year
 * that the dates may reach, the next one included. Throws E_CALENDAR_WEEKEND when no day of the week is left.
 */
export function createBusinessCalendar(options: BusinessCalendarOptions): BusinessCalendar {
  const holidays = new Set(options.holidays)
  const weekend = checkWeekend(options.weekend ?? [0, 6])
  const isBusinessDay = (date: CivilDate) => !weekend.has(dayOfWeek(date)) && !holidays.has(date)

  function seek(date: CivilDate, step: 1 | -1): CivilDate {
    let day = date
    while (!isBusinessDay(day)) day = addDays(day, step)
    return day
  }

  function addBusinessDays(date: CivilDate, count: number): CivilDate {
    if (!Number.isSafeInteger(count)) throw amountError(count)
    const step = count < 0 ? -1 : 1
    let day = count === 0 ? seek(date, 1) : date
    for (let left = Math.abs(count); left > 0; left--) day = seek(addDays(day, step), step)
    return day
  }

  return Object.freeze({
    isBusinessDay,
    nextBusinessDay: (date: CivilDate) => seek(date, 1),
    previousBusinessDay: (date: CivilDate) => seek(date, -1),
    addBusinessDays,
  })
}

function checkWeekend(days: readonly number[]): Set<number> {
  const weekend = new Set(days)
  const known = days.every((day) => Number.isInteger(day) && day >= 0 && day <= 6)
  if (known && weekend.size < 7) return weekend
  throw new CalendarError(
    'E_CALENDAR_WEEKEND',
    `Weekend [${days.join(', ')}] must list days 0 (Sunday) to 6 and leave at least one business day`,
    'Fim de semana inválido: ao menos um dia da semana precisa ser útil.'
  )
}
