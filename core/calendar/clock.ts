import { type CivilDate, civilDate } from './civil_date.ts'
import { CalendarError } from './errors.ts'

/** Where services take the time from; calculation takes dates as facts and never asks a clock. */
export interface Clock {
  /** The instant now, or the frozen one. */
  now(): Date
  /** The date now in a time zone such as `America/Sao_Paulo`. Throws E_CALENDAR_TIME_ZONE. */
  today(timeZone: string): CivilDate
  /** Stops the clock at an instant (a `Date` or ISO text with offset), for tests. Throws E_CALENDAR_INSTANT. */
  freeze(instant: Date | string): void
  /** Lets a frozen clock run again. */
  restore(): void
  /** Does some work with the clock stopped at an instant, and leaves it as it was. Throws E_CALENDAR_INSTANT. */
  during<T>(instant: Date | string, work: () => Promise<T>): Promise<T>
}

const formats = new Map<string, Intl.DateTimeFormat>()
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/

/** The process's clock. */
export const clock: Clock = createClock()

/** A clock of its own, for whoever is given one. */
export function createClock(): Clock {
  let frozen: number | null = null
  const now = () => new Date(frozen ?? Date.now())
  return Object.freeze({
    now,
    today: (timeZone: string) => dateAt(now(), timeZone),
    freeze: (instant: Date | string) => {
      frozen = instantOf(instant)
    },
    restore: () => {
      frozen = null
    },
    during: async <T>(instant: Date | string, work: () => Promise<T>): Promise<T> => {
      const before = frozen
      frozen = instantOf(instant)
      try {
        return await work()
      } finally {
        frozen = before
      }
    },
  })
}

/** The date that calendars show in a time zone at an instant. Throws E_CALENDAR_TIME_ZONE, E_CALENDAR_DATE. */
export function dateAt(instant: Date, timeZone: string): CivilDate {
  const fields = new Map(
    formatFor(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value])
  )
  const year = (fields.get('year') ?? '').padStart(4, '0')
  return civilDate(`${year}-${fields.get('month')}-${fields.get('day')}`)
}

function instantOf(instant: Date | string): number {
  const known = typeof instant !== 'string' || ISO_INSTANT.test(instant)
  const time = known ? new Date(instant).getTime() : Number.NaN
  if (!Number.isNaN(time)) return time
  throw new CalendarError(
    'E_CALENDAR_INSTANT',
    `${String(instant)} is not an instant; give a Date or ISO text with its offset`,
    'Instante inválido.'
  )
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    formats.set(timeZone, format)
    return format
  } catch (cause) {
    throw new CalendarError(
      'E_CALENDAR_TIME_ZONE',
      `Unknown time zone ${JSON.stringify(timeZone)}; use an IANA name such as America/Sao_Paulo`,
      `Fuso horário desconhecido: ${timeZone}.`,
      { cause }
    )
  }
}
