import { type CivilDate, civilDate, dateOf } from './civil_date.ts'
import { daysInMonth } from './day_number.ts'
import { amountError, monthError } from './errors.ts'

declare const brand: unique symbol

/**
 * A reference month (*mês de referência*) as text `YYYY-MM`: the month that a bill is named after. It compares in month
 * order as text. It is not a date and does not decide which rules apply.
 */
export type RefMonth = string & { readonly [brand]: 'RefMonth' }

const PATTERN = /^(?!0000)\d{4}-(0[1-9]|1[0-2])$/
const MAX_INDEX = 9999 * 12 + 11

/** Checks a text `YYYY-MM`. Throws E_CALENDAR_MONTH. */
export function refMonth(text: string): RefMonth {
  if (!isRefMonth(text)) throw monthError(text)
  return text
}

/** Whether a value is a text `YYYY-MM` of an existing month. */
export function isRefMonth(value: unknown): value is RefMonth {
  return typeof value === 'string' && PATTERN.test(value)
}

/** The month of a date. */
export function monthOf(date: CivilDate): RefMonth {
  return date.slice(0, 7) as RefMonth
}

/** So many months later, or earlier when negative. Throws E_CALENDAR_AMOUNT, and E_CALENDAR_MONTH beyond year 9999. */
export function addRefMonths(month: RefMonth, months: number): RefMonth {
  if (!Number.isSafeInteger(months)) throw amountError(months)
  const index = indexOf(month) + months
  if (index < 12 || index > MAX_INDEX)
    throw monthError(`${month} ${months < 0 ? '' : '+'}${months}`)
  const year = String(Math.floor(index / 12)).padStart(4, '0')
  return `${year}-${String((index % 12) + 1).padStart(2, '0')}` as RefMonth
}

export function nextMonth(month: RefMonth): RefMonth {
  return addRefMonths(month, 1)
}

export function previousMonth(month: RefMonth): RefMonth {
  return addRefMonths(month, -1)
}

/** Months from `a` to `b`: negative when `b` comes first, zero for the same month. */
export function monthsBetween(a: RefMonth, b: RefMonth): number {
  return indexOf(b) - indexOf(a)
}

export function firstDay(month: RefMonth): CivilDate {
  return civilDate(`${month}-01`)
}

export function lastDay(month: RefMonth): CivilDate {
  const index = indexOf(month)
  const year = Math.floor(index / 12)
  const number = (index % 12) + 1
  return dateOf(year, number, daysInMonth(year, number))
}

/** For people: `mm/aaaa`. */
export function formatRefMonth(month: RefMonth): string {
  return `${month.slice(5)}/${month.slice(0, 4)}`
}

/** Months since the year zero. */
function indexOf(month: RefMonth): number {
  return Number.parseInt(month.slice(0, 4), 10) * 12 + Number.parseInt(month.slice(5), 10) - 1
}
