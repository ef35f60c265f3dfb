import { type DateParts, daysInMonth, fromDayNumber, toDayNumber } from './day_number.ts'
import { amountError, dateError } from './errors.ts'

declare const brand: unique symbol

/**
 * A date without time or time zone, as text `YYYY-MM-DD` (years 0001–9999): dates of law and billing. Texts compare in
 * date order, so `<`, `===` and sorting work; the driver gives and takes them as they are.
 */
export type CivilDate = string & { readonly [brand]: 'CivilDate' }

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/
const FEBRABAN_PATTERN = /^(\d{4})(\d{2})(\d{2})$/
const MAX_YEAR = 9999

/** Checks a text `YYYY-MM-DD` whose day exists. Throws E_CALENDAR_DATE. */
export function civilDate(text: string): CivilDate {
  if (!isCivilDate(text)) throw dateError(text)
  return text
}

/** Whether a value is a text `YYYY-MM-DD` whose day exists. */
export function isCivilDate(value: unknown): value is CivilDate {
  if (typeof value !== 'string' || !PATTERN.test(value)) return false
  return exists(split(value))
}

/** Date of a year, month (1–12) and day. Throws E_CALENDAR_DATE when it does not exist. */
export function dateOf(year: number, month: number, day: number): CivilDate {
  const given = { year, month, day }
  if (!exists(given)) throw dateError(`${year}-${month}-${day}`)
  return write(given)
}

/** Year, month (1–12) and day. */
export function parts(date: CivilDate): DateParts {
  return split(date)
}

/** So many days later, or earlier when negative. Throws E_CALENDAR_AMOUNT, and E_CALENDAR_DATE beyond year 9999. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return fromDays(toDayNumber(split(date)) + whole(days))
}

/**
 * The same day so many months later (earlier when negative), or the last day of that month when it is shorter:
 * 31 January + 1 = 28 or 29 February. Not reversible; throws as `addDays` does.
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const { year, month, day } = split(date)
  const index = year * 12 + month - 1 + whole(months)
  const targetYear = Math.floor(index / 12)
  const targetMonth = index - targetYear * 12 + 1
  return dateOf(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)))
}

/** Days from `a` to `b`: negative when `b` comes first, zero on the same day. */
export function daysBetween(a: CivilDate, b: CivilDate): number {
  return toDayNumber(split(b)) - toDayNumber(split(a))
}

/** Day of the week: 0 is Sunday, 6 is Saturday. */
export function dayOfWeek(date: CivilDate): number {
  // 1970-01-01 was a Thursday; the second remainder keeps days before it from going negative.
  return (((toDayNumber(split(date)) + 4) % 7) + 7) % 7
}

/** Earliest of one or more dates. */
export function minDate(first: CivilDate, ...others: readonly CivilDate[]): CivilDate {
  return others.reduce((least, date) => (date < least ? date : least), first)
}

/** Latest of one or more dates. */
export function maxDate(first: CivilDate, ...others: readonly CivilDate[]): CivilDate {
  return others.reduce((most, date) => (date > most ? date : most), first)
}

/** For people: `dd/mm/aaaa`. */
export function formatDate(date: CivilDate): string {
  return `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`
}

/** For FEBRABAN files and barcodes: `AAAAMMDD`. */
export function febrabanDate(date: CivilDate): string {
  return date.replaceAll('-', '')
}

/** Reads `AAAAMMDD`. Throws E_CALENDAR_DATE, for `00000000` (no date) too: the layout says whether it may be absent. */
export function fromFebrabanDate(text: string): CivilDate {
  const match = FEBRABAN_PATTERN.exec(text)
  if (!match) throw dateError(text)
  return civilDate(`${match[1]}-${match[2]}-${match[3]}`)
}

function exists({ year, month, day }: DateParts): boolean {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return false
  return year >= 1 && year <= MAX_YEAR && day >= 1 && day <= daysInMonth(year, month)
}

function fromDays(dayNumber: number): CivilDate {
  const { year, month, day } = fromDayNumber(dayNumber)
  return dateOf(year, month, day)
}

function write({ year, month, day }: DateParts): CivilDate {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
  return text as CivilDate
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0')
}

/** The numbers at the places of a text of the right form. */
function split(text: string): DateParts {
  return { year: number(text, 0, 4), month: number(text, 5, 7), day: number(text, 8, 10) }
}

function number(text: string, start: number, end: number): number {
  let value = 0
  for (let index = start; index < end; index++) value = value * 10 + text.charCodeAt(index) - 48
  return value
}

function whole(amount: number): number {
  if (!Number.isSafeInteger(amount)) throw amountError(amount)
  return amount
}
