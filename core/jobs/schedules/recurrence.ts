import {
  type BusinessCalendar,
  type CivilDate,
  addDays,
  dateOf,
  dayOfWeek,
  daysInMonth,
  parts,
} from '#core/calendar/index'
import { parseCron } from './cron.ts'

/** How often: which days, before the calendar's rule moves them. */
export type Recurrence =
  | { readonly kind: 'daily' }
  | { readonly kind: 'weekly'; readonly weekdays: readonly number[] }
  /** In a shorter month, its last day. */
  | { readonly kind: 'monthly'; readonly day: number }
  /** The nth business day of the month; counted from its end when negative. */
  | { readonly kind: 'business_day'; readonly nth: number }
  | { readonly kind: 'cron'; readonly expression: string }

/** What happens to an occurrence that falls on a day that is no business day. */
export type DayRule = 'any' | 'skip' | 'next' | 'previous'

/** The test of a day for a recurrence. @throws BusinessError E_JOBS_CRON */
export function dayTest(
  recurrence: Recurrence,
  calendar: BusinessCalendar
): (date: CivilDate) => boolean {
  switch (recurrence.kind) {
    case 'daily':
      return () => true
    case 'weekly':
      return (date) => recurrence.weekdays.includes(dayOfWeek(date))
    case 'monthly':
      return (date) => {
        const { year, month, day } = parts(date)
        return day === Math.min(recurrence.day, daysInMonth(year, month))
      }
    case 'business_day':
      return (date) => date === nthBusinessDay(date, recurrence.nth, calendar)
    case 'cron':
      return parseCron(recurrence.expression).isOn
  }
}

/** The nth business day of the month of a date, or null when the month has not so many. */
export function nthBusinessDay(
  date: CivilDate,
  nth: number,
  calendar: BusinessCalendar
): CivilDate | null {
  const { year, month } = parts(date)
  const first = dateOf(year, month, 1)
  const last = dateOf(year, month, daysInMonth(year, month))
  const found =
    nth > 0
      ? calendar.addBusinessDays(addDays(first, -1), nth)
      : calendar.addBusinessDays(addDays(last, 1), nth)
  return found >= first && found <= last ? found : null
}

/** The day on which an occurrence of a day really is, or null when it is skipped. */
export function movedDay(
  date: CivilDate,
  rule: DayRule,
  calendar: BusinessCalendar
): CivilDate | null {
  if (rule === 'any' || calendar.isBusinessDay(date)) return date
  if (rule === 'skip') return null
  return rule === 'next' ? calendar.nextBusinessDay(date) : calendar.previousBusinessDay(date)
}

const WEEKDAYS = ['domingo', 'segunda', 'terça', 'quarta', 'quinta', 'sexta', 'sábado']

/** In words: `toda segunda e quinta, às 06:00`. */
export function recurrenceText(recurrence: Recurrence, timeOfDay: string): string {
  const at = `às ${timeOfDay}`
  switch (recurrence.kind) {
    case 'daily':
      return `todo dia, ${at}`
    case 'weekly':
      return `toda semana: ${recurrence.weekdays.map((day) => WEEKDAYS[day]).join(', ')}, ${at}`
    case 'monthly':
      return `todo mês, no dia ${recurrence.day}, ${at}`
    case 'business_day':
      return recurrence.nth > 0
        ? `todo mês, no ${recurrence.nth}º dia útil, ${at}`
        : `todo mês, no ${recurrence.nth === -1 ? 'último' : `${-recurrence.nth}º último`} dia útil, ${at}`
    case 'cron':
      return `expressão ${recurrence.expression}`
  }
}
