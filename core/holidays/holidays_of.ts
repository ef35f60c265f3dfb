import {
  type BusinessCalendar,
  type CivilDate,
  addDays,
  createBusinessCalendar,
  dateOf,
  daysInMonth,
  easterSunday,
  nationalHolidays,
  parts,
} from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

/** `legal`: cuts and legal terms; `bank`: due dates and credits; `service`: deadlines of attendance. */
export type CalendarKind = 'legal' | 'bank' | 'service'

export interface CalendarWanted {
  readonly municipalityId: bigint
  readonly kind: CalendarKind
  readonly firstYear: number
  readonly lastYear: number
}

interface HolidayRow {
  readonly name: string
  readonly is_legal: boolean
  readonly is_bank: boolean
  readonly is_service: boolean
  readonly rule: 'once' | 'yearly' | 'easter'
  readonly on_date: CivilDate | null
  readonly easter_offset: number | null
  readonly first_year: number | null
  readonly last_year: number | null
}

/** Days off that a municipality registered for a calendar, read at each call: a holiday counts as soon as it is saved. */
export async function registeredHolidays(
  reader: Pick<Tx, 'rawQuery'>,
  { municipalityId, kind, firstYear, lastYear }: CalendarWanted
): Promise<CivilDate[]> {
  const rows = await query<HolidayRow>(
    reader,
    `${SELECT} and case ?::text when 'legal' then is_legal when 'bank' then is_bank else is_service end`,
    [municipalityId, kind]
  )
  const years = yearsOf(firstYear, lastYear)
  return rows.flatMap((row) => years.flatMap((year) => dayIn(row, year)))
}

const SELECT = `select name, is_legal, is_bank, is_service, rule, on_date, easter_offset, first_year, last_year
  from calendar_holidays where municipality_id = ?`

/** A day on which somebody does not work, and who. */
export interface DayOff {
  readonly date: CivilDate
  readonly name: string
  readonly origin: 'national' | 'bank' | 'municipal'
  readonly calendars: readonly CalendarKind[]
}

/** Every day off of a municipality in a year, in order: the national ones, those of banks, and its own. */
export async function daysOff(
  reader: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  year: number
): Promise<DayOff[]> {
  const known = nationalHolidays(year).map(({ date, name, kind }): DayOff => ({
    ...{ date, name, origin: kind },
    calendars: kind === 'national' ? ['legal', 'bank', 'service'] : ['bank'],
  }))
  const rows = await query<HolidayRow>(reader, SELECT, [municipalityId])
  const own = rows.flatMap((row) =>
    dayIn(row, year).map((date): DayOff => ({
      ...{ date, name: row.name, origin: 'municipal' },
      calendars: [
        ...(row.is_legal ? (['legal'] as const) : []),
        ...(row.is_bank ? (['bank'] as const) : []),
        ...(row.is_service ? (['service'] as const) : []),
      ],
    }))
  )
  return [...known, ...own].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

/** The business days of whole years of a municipality: national holidays, those of banks where they count, and its own. */
export async function municipalCalendar(
  reader: Pick<Tx, 'rawQuery'>,
  wanted: CalendarWanted
): Promise<BusinessCalendar> {
  const national = yearsOf(wanted.firstYear, wanted.lastYear)
    .flatMap(nationalHolidays)
    .filter(({ kind }) => kind === 'national' || wanted.kind === 'bank')
    .map(({ date }) => date)
  return createBusinessCalendar({
    holidays: [...national, ...(await registeredHolidays(reader, wanted))],
  })
}

const yearsOf = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)

function dayIn(row: HolidayRow, year: number): CivilDate[] {
  if (year < (row.first_year ?? 0) || year > (row.last_year ?? Infinity)) return []
  if (row.rule === 'easter') return [addDays(easterSunday(year), row.easter_offset!)]
  const { year: its, month, day } = parts(row.on_date!)
  if (row.rule === 'once') return its === year ? [row.on_date!] : []
  // 29 February has no day in most years.
  return day <= daysInMonth(year, month) ? [dateOf(year, month, day)] : []
}
