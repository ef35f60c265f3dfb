import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { clock, dayOfWeek, isCivilDate, parts } from '#core/calendar/index'
import { errors } from './errors.ts'
import { type CalendarKind, daysOff, municipalCalendar } from './holidays_of.ts'

const KINDS: readonly (readonly [CalendarKind, string])[] = [
  ['legal', 'Prazos legais e corte'],
  ['bank', 'Bancos'],
  ['service', 'Prazos de serviço'],
]
const ORIGINS = { national: 'Nacional', bank: 'Bancário', municipal: 'Local' } as const
const WEEKDAYS = ['domingo', 'segunda', 'terça', 'quarta', 'quinta', 'sexta', 'sábado']
const FIRST_YEAR = 1900
const LAST_YEAR = 2099

/** The days off of the municipality: known by law, and registered by it. */
export default class CalendarController {
  async show({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('calendar.read')
    const now = parts(clock.today(municipality.timeZone)).year
    const asked = Number(request.qs().year)
    const isKnown = Number.isInteger(asked) && asked >= FIRST_YEAR && asked <= LAST_YEAR
    const year = isKnown ? asked : now
    const days = await daysOff(db, actor.municipalityId, year)
    return view.render('pages/calendar/show', {
      year,
      previous: year > FIRST_YEAR ? year - 1 : null,
      next: year < LAST_YEAR ? year + 1 : null,
      kinds: KINDS,
      days: days.map((day) => ({
        ...day,
        weekday: WEEKDAYS[dayOfWeek(day.date)],
        from: ORIGINS[day.origin],
      })),
      mayWrite: actor.permissions.has('calendar.write'),
    })
  }

  /** Whether a day is a business day in each calendar, and what falls on it. */
  async day({ actor, authorize, params }: HttpContext) {
    authorize('calendar.read')
    const date: unknown = params.date
    if (!isCivilDate(date)) throw errors.E_HOLIDAYS_DAY({ value: String(date) })
    const { municipalityId } = actor
    const { year } = parts(date)
    const span = { municipalityId, firstYear: year, lastYear: year }
    const answers = await Promise.all(
      KINDS.map(async ([kind]) => {
        const calendar = await municipalCalendar(db, { ...span, kind })
        return [kind, calendar.isBusinessDay(date)] as const
      })
    )
    const days = await daysOff(db, municipalityId, year)
    return {
      date,
      business_day: Object.fromEntries(answers),
      holidays: days
        .filter((day) => day.date === date)
        .map(({ name, origin, calendars }) => ({ name, origin, calendars })),
    }
  }
}
