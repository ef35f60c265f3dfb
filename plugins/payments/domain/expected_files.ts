import { type BusinessCalendar, type CivilDate, addDays, dayOfWeek } from '#core/calendar/index'

export type FileRule = 'none' | 'daily' | 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday'

/** When the files of an agreement are due. */
export interface FileTerms {
  readonly rule: FileRule
  /** The first day on which one is expected; null: none is. */
  readonly from: CivilDate | null
  /** Bank days from a payment to the file that tells of it. */
  readonly days: number
  /** The last day of the agreement, inclusive; what was paid on it is still told. */
  readonly validUntil: CivilDate | null
}

const WEEKDAYS: Readonly<Partial<Record<FileRule, number>>> = {
  ...{ monday: 1, tuesday: 2, wednesday: 3, thursday: 4, friday: 5 },
}

/** Days looked through for the weekday of a file: two weeks of holidays and more. */
const LONGEST_WAIT = 60

/** A weekly file whose day is no bank day comes on the next one. */
function isFileDay({ rule }: FileTerms, banks: BusinessCalendar, day: CivilDate): boolean {
  if (rule === 'none' || !banks.isBusinessDay(day)) return false
  const weekday = WEEKDAYS[rule]
  if (weekday === undefined) return true
  for (let back = day; ; back = addDays(back, -1)) {
    if (dayOfWeek(back) === weekday) return true
    if (banks.isBusinessDay(addDays(back, -1))) return false
  }
}

/** The day of the file that tells of what was paid on a day: paid on no bank day, it is of the next one. */
export function fileDayOf(terms: FileTerms, banks: BusinessCalendar, paidOn: CivilDate): CivilDate {
  let day = banks.nextBusinessDay(paidOn)
  if (terms.days > 0) day = banks.addBusinessDays(day, terms.days)
  for (let left = LONGEST_WAIT; left > 0 && !isFileDay(terms, banks, day); left--) {
    day = addDays(day, 1)
  }
  return day
}

/** The days on which files are expected, up to and with a day. */
export function expectedDays(
  terms: FileTerms,
  banks: BusinessCalendar,
  until: CivilDate
): CivilDate[] {
  if (terms.rule === 'none' || terms.from === null) return []
  const end = terms.validUntil === null ? until : fileDayOf(terms, banks, terms.validUntil)
  const days: CivilDate[] = []
  for (let day = terms.from; day <= until && day <= end; day = addDays(day, 1)) {
    if (isFileDay(terms, banks, day)) days.push(day)
  }
  return days
}

/** The last day whose payments are all told once the file of a day, and those before it, arrived. */
export function coveredThrough(
  terms: FileTerms,
  banks: BusinessCalendar,
  fileDay: CivilDate
): CivilDate {
  let day = fileDay
  while (fileDayOf(terms, banks, day) > fileDay) day = addDays(day, -1)
  return day
}
