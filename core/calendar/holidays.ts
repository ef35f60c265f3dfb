import { getHolidays } from '@brazilian-utils/brazilian-utils/get-holidays'

import { type CivilDate, addDays, dateOf } from './civil_date.ts'
import { CalendarError } from './errors.ts'

/**
 * `national`: a holiday everywhere. `bank`: no national holiday (Carnival, Corpus Christi), but banks do not open and
 * settle nothing, so a due date moves.
 */
export type HolidayKind = 'national' | 'bank'

/** A day on which banks do not open anywhere in Brazil. */
export interface Holiday {
  readonly date: CivilDate
  /** In Portuguese, as calendars print it. */
  readonly name: string
  readonly kind: HolidayKind
}

const CARNIVAL_MONDAY_OFFSET = -48

/**
 * Days of a year on which banks do not open in the whole country, in date order; for `createBusinessCalendar`, map them
 * to `date`. Years 1900–2099 (E_CALENDAR_YEAR).
 *
 * The list comes from brazilian-utils, which is right on the national days, the movable ones and Consciência Negra
 * (national since 2024). What it lacks is settled here:
 * - Carnival Monday is missing; added from its Easter, 48 days before.
 * - Carnival Tuesday and Corpus Christi come as `optional` (true for offices, not for banks): kind `bank` here.
 * - Easter Sunday comes as a holiday; left out, a Sunday anyway.
 * - Dates come as local midnights; read by local fields, never through UTC.
 * - The fixed days are given for every year, though some are more recent than others (12 October since 1980): right for
 *   years from 2003 on, when Lei 10.607/2002 gave the list in force.
 * - Municipal holidays are not there, and of a state's only one is a civil holiday by law: each municipality keeps its
 *   own list. On the last working day of the year banks settle but do not serve the public: a business day here.
 *
 * @see Resolução CMN 4.880/2020: Carnival Monday and Tuesday and Corpus Christi are no business days for banks
 * @see Lei 662/1949, Lei 6.802/1980, Lei 9.093/1995, Lei 10.607/2002, Lei 14.759/2023
 */
export function nationalHolidays(year: number): Holiday[] {
  const holidays = yearOf(year).flatMap(({ date, name, type }): Holiday[] => {
    if (type === 'national') return [{ date: localDate(date), name, kind: 'national' }]
    return type === 'optional' ? [{ date: localDate(date), name, kind: 'bank' }] : []
  })
  holidays.push({
    date: addDays(easterSunday(year), CARNIVAL_MONDAY_OFFSET),
    name: 'Carnaval (segunda-feira)',
    kind: 'bank',
  })
  return holidays.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

/** Easter Sunday, from which the movable days are counted. Years 1900–2099 (E_CALENDAR_YEAR). */
export function easterSunday(year: number): CivilDate {
  const easter = yearOf(year).find(({ type }) => type === 'religious')
  if (!easter) throw yearError(year)
  return localDate(easter.date)
}

function yearOf(year: number): ReturnType<typeof getHolidays> {
  const holidays = getHolidays(year)
  if (holidays.length === 0) throw yearError(year)
  return holidays
}

function localDate(date: Date): CivilDate {
  return dateOf(date.getFullYear(), date.getMonth() + 1, date.getDate())
}

function yearError(year: number): CalendarError {
  return new CalendarError(
    'E_CALENDAR_YEAR',
    `No holidays are known for year ${year}; use 1900 to 2099`,
    `Não há feriados conhecidos para o ano ${year}.`
  )
}
