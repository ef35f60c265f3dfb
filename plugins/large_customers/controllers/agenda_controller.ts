import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, addDays, clock, dayOfWeek, isCivilDate } from '#core/calendar/index'
import { byDay, visitsBetween } from '../services/agenda.ts'
import { managersOf } from '../services/managers.ts'

const WEEK = 7
const WEEKDAYS = ['domingo', 'segunda', 'terça', 'quarta', 'quinta', 'sexta', 'sábado']

/** The week of a manager's visits; managers see their own first, and everybody's when they ask (CM-25b). */
export default class AgendaController {
  async show({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('large_customers.read')
    const today = clock.today(municipality.timeZone)
    const typed = request.input('on')
    const on: CivilDate = isCivilDate(typed) ? typed : today
    const managers = await managersOf(db, actor.municipalityId)
    const responsibleId = responsibleOf(request.input('manager'), {
      ...{ managers, userId: actor.userId },
    })
    const from = addDays(on, -dayOfWeek(on))
    const until = addDays(from, WEEK - 1)
    const found = await visitsBetween(db, actor, { from, until, responsibleId })
    const address = (day: CivilDate) =>
      `/large-customers/agenda?on=${day}&manager=${responsibleId ?? 'all'}`
    return view.render('large_customers::agenda', {
      ...{ on, today, responsibleId, managers, total: found.length },
      days: byDay(found, from, WEEK).map((one) => ({ ...one, name: WEEKDAYS[dayOfWeek(one.day)] })),
      ...{ previous: address(addDays(on, -WEEK)), next: address(addDays(on, WEEK)) },
      now: address(today),
    })
  }
}

interface Known {
  readonly managers: readonly { readonly id: bigint }[]
  readonly userId: bigint | null
}

/** Whose agenda: the one chosen, one's own when nobody was, or everybody's. */
function responsibleOf(chosen: unknown, { managers, userId }: Known): bigint | null {
  const wanted = /^\d{1,18}$/.test(String(chosen ?? '')) ? BigInt(String(chosen)) : null
  if (wanted !== null || chosen === 'all') return wanted
  return managers.some(({ id }) => id === userId) ? userId : null
}
