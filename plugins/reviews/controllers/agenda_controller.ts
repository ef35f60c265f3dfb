import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, addDays, clock, dayOfWeek, isCivilDate } from '#core/calendar/index'
import { byDay, visitors, visitsBetween } from '../services/agenda.ts'

const WEEK = 7
const WEEKDAYS = ['domingo', 'segunda', 'terça', 'quarta', 'quinta', 'sexta', 'sábado']

/** The agenda of technical visits: a day or a week, of everybody or of one person (TR-3.2.6.6). */
export default class AgendaController {
  async show({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('reviews.read')
    const today = clock.today(municipality.timeZone)
    const typed = request.input('on')
    const on: CivilDate = isCivilDate(typed) ? typed : today
    const isDay = request.input('view') === 'day'
    const person = String(request.input('responsible') ?? '')
    const responsibleId = /^\d{1,18}$/.test(person) ? BigInt(person) : null
    const from = isDay ? on : addDays(on, -dayOfWeek(on))
    const days = isDay ? 1 : WEEK
    const found = await visitsBetween(db, actor, {
      ...{ from, until: addDays(from, days - 1), responsibleId },
    })
    const kept = `view=${isDay ? 'day' : 'week'}${responsibleId ? `&responsible=${responsibleId}` : ''}`
    return view.render('reviews::agenda', {
      ...{ on, today, isDay, from, until: addDays(from, days - 1), responsibleId },
      days: byDay(found, from, days).map((one) => ({ ...one, name: WEEKDAYS[dayOfWeek(one.day)] })),
      total: found.length,
      people: await visitors(db, actor.municipalityId),
      previous: `/reviews/agenda?on=${addDays(on, -days)}&${kept}`,
      next: `/reviews/agenda?on=${addDays(on, days)}&${kept}`,
      now: `/reviews/agenda?${kept}`,
    })
  }
}
