import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { civilDay } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { parameterInForce } from '#core/configuration/index'
import { eventStream } from '#core/web/index'
import type { Anomaly } from '../domain/policy.ts'
import { type WantedMap, drawnMap, fieldMap, lastDay, mapLoads } from '../services/field_map.ts'

const id = () =>
  vine
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
const idOf = (typed: string | undefined) => (typed === undefined ? null : BigInt(typed))
const asked = vine.create({ load: id(), route: id(), day: civilDay().optional() })

/** Readers on a map: where they went, what they read, and who is on-line. */
export default class MapController {
  /** The page with its routes and readers; the units of the route come behind. */
  async index(ctx: HttpContext) {
    ctx.authorize('readings.read')
    const loads = await mapLoads(db, ctx.actor.municipalityId)
    const wanted = await this.#wanted(ctx)
    const loadId = wanted.loadId ?? loads[0]?.id ?? null
    const { municipalityId } = ctx.actor
    const { timeZone, silence } = wanted
    const isAsked = Boolean(ctx.request.qs().day) || loadId === null
    const last = isAsked ? null : await lastDay(db, { municipalityId, loadId, timeZone })
    const map = await fieldMap(db, { ...wanted, loadId, day: last ?? wanted.day })
    // What is shown stays shown: the route that is being read is another when this one is done.
    const route = map.route ? `&route=${map.route.id}` : ''
    return ctx.view.render('readings::map', {
      ...{ loads, map, silence, drawn: null },
      address: `load=${map.load?.id}${route}&day=${map.day}`,
    })
  }

  /** What moves with the day: the route's units, the readers and the counts. */
  async live(ctx: HttpContext) {
    ctx.authorize('readings.read')
    const wanted = await this.#wanted(ctx)
    const { drawn, ...map } = await drawnMap(db, wanted)
    return ctx.view.render('readings::map_live', { map, drawn, silence: wanted.silence })
  }

  async stream(ctx: HttpContext) {
    ctx.authorize('readings.read')
    const wanted = await this.#wanted(ctx)
    const { actor, municipality } = ctx
    const every = await parameterInForce<number>(
      'readings.map_interval',
      actor.municipalityId,
      clock.today(municipality.timeZone)
    )
    let shown = ''
    let second = 0
    // The stream tells each second; the map is asked anew as often as the parameter says.
    eventStream(ctx, async (send) => {
      if (++second % every) return 'goes on'
      const { drawn, ...map } = await drawnMap(db, { ...wanted, now: clock.now() })
      const text = JSON.stringify({ map, drawn })
      if (text !== shown) {
        const told = { map, drawn, silence: wanted.silence }
        send('live', await ctx.view.render('readings::map_routes', told))
        send('live', await ctx.view.render('readings::map_live', told))
      }
      shown = text
      return 'goes on'
    })
  }

  async #wanted({ actor, municipality, request }: HttpContext): Promise<WantedMap> {
    const { load, route, day } = await asked.validate(request.qs())
    const { timeZone } = municipality
    const today = clock.today(timeZone)
    const silence = await parameterInForce<number>(
      'readings.device_silence',
      actor.municipalityId,
      today
    )
    const occurrences = await parameterInForce<readonly Anomaly[]>(
      'readings.anomalies',
      actor.municipalityId,
      today
    )
    return {
      ...{ actor, loadId: idOf(load), routeId: idOf(route), day: day ?? today },
      ...{ timeZone, now: clock.now(), silence },
      occurrences: new Map(occurrences.map(({ code, title }) => [code, title])),
    }
  }
}
