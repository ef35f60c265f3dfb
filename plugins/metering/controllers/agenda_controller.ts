import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import { type CivilDate, addDays, clock, dayOfWeek, isCivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'
import { ORDER_KINDS } from '../records/options.ts'
import { type AgendaOrder, agendaBetween, knownTeams, waitingOrders } from '../services/agenda.ts'
import { findInstalled } from '../services/find_installed.ts'
import { agendaPolicy } from '../services/schedule_orders.ts'
import { orderTeam } from '../services/validity.ts'

const WEEK = 7
const WEEKDAYS = ['domingo', 'segunda', 'terça', 'quarta', 'quinta', 'sexta', 'sábado']

/** Exchanges, installations and verifications by team and day: what is to be done, and what was (CM-16). */
export default class AgendaController {
  async index(ctx: HttpContext) {
    ctx.authorize('metering.read')
    const { actor, municipality, request, view } = ctx
    const { municipalityId } = actor
    const today = clock.today(municipality.timeZone)
    const typed = request.input('on')
    const on: CivilDate = isCivilDate(typed) ? typed : today
    const from = addDays(on, -dayOfWeek(on))
    const until = addDays(from, WEEK - 1)
    const team = String(request.input('team') ?? '').trim() || null
    const place = String(request.input('locality') ?? '')
    const localityId = /^\d{1,18}$/.test(place) ? BigInt(place) : null
    const found = await agendaBetween(db, actor, { from, until, team, localityId })
    const waiting = await waitingOrders(db, actor, today)
    const { teams: capacities, default_per_day: standing } = await agendaPolicy(db, municipalityId)
    const standingTeam = await orderTeam(db, municipalityId)
    const kept = new URLSearchParams({
      ...(team ? { team } : {}),
      ...(localityId ? { locality: place } : {}),
    }).toString()
    const week = (day: CivilDate) => `/metering/agenda?on=${day}${kept && `&${kept}`}`
    return view.render('metering::agenda', {
      ...{ on, today, from, until, team, localityId, waiting, standingTeam },
      days: Array.from({ length: WEEK }, (_, index) => dayOf(addDays(from, index), found, week)),
      orders: found.filter((one) => one.scheduled_on === on),
      dayName: WEEKDAYS[dayOfWeek(on)],
      kinds: ORDER_KINDS,
      teams: await knownTeams(db, municipalityId, [
        ...[standingTeam, ...capacities.map((one) => one.team)],
      ]),
      capacityOf: (name: string) =>
        capacities.find((one) => one.team === name)?.per_day ?? standing,
      localities: await query<{ id: bigint; name: string }>(
        db,
        'select id, name from registry_localities where municipality_id = ? order by name',
        [municipalityId]
      ),
      ...{ previous: week(addDays(on, -WEEK)), next: week(addDays(on, WEEK)), now: week(today) },
    })
  }

  async schedule({ actor, request, response, session }: HttpContext) {
    const filled = Object.entries(
      request.only(['team', 'from_on', 'kind', 'locality_id', 'most'])
    ).filter(([, value]) => value !== '' && value !== null)
    const { description } = await performAction('metering.schedule_orders', {
      ...{ actor, input: Object.fromEntries(filled) },
    })
    session.flash('done', `${description}.`)
    return response.redirect().toPath(`/metering/agenda?on=${String(request.input('from_on'))}`)
  }

  /** From the number of a meter, or of the premise where it hangs, to the form of its exchange. */
  async exchange(ctx: HttpContext) {
    ctx.authorize('metering.write')
    const text = String(ctx.request.input('of') ?? '').trim()
    const id = await findInstalled(db, ctx.actor, text)
    if (!id) throw errors.E_METERING_NOTHING_HANGS({ text: text || 'em branco' })
    return ctx.response.redirect().toPath(`/metering/meters/${id}/change/exchange`)
  }
}

/** A day of the week with what each team has and did. */
function dayOf(
  day: CivilDate,
  found: readonly AgendaOrder[],
  path: (day: CivilDate) => string
): object {
  const of = found.filter((one) => one.scheduled_on === day)
  const teams = [...Map.groupBy(of, ({ team }) => team)].map(([team, orders]) => ({
    ...{ team, total: orders.length, done: orders.filter((one) => one.is_done).length },
  }))
  return { day, name: WEEKDAYS[dayOfWeek(day)], teams, path: path(day) }
}
