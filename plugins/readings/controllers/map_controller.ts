import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { civilDay } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { parameterInForce } from '#core/configuration/index'
import { eventStream } from '#core/web/index'
import type { Anomaly } from '../domain/policy.ts'
import { type WantedMap, fieldMap, lastDay, mapLoads } from '../services/field_map.ts'

const asked = vine.create({
  load: vine
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  day: civilDay().optional(),
})

/** Readers on a map: where they went, what they read, and who is on-line. */
export default class MapController {
  async index(ctx: HttpContext) {
    ctx.authorize('readings.read')
    const loads = await mapLoads(db, ctx.actor.municipalityId)
    const wanted = await this.#wanted(ctx)
    const loadId = wanted.loadId ?? loads[0]?.id ?? null
    const { municipalityId } = ctx.actor
    const { timeZone } = wanted
    const isAsked = Boolean(ctx.request.qs().day) || loadId === null
    const last = isAsked ? null : await lastDay(db, { municipalityId, loadId, timeZone })
    const map = await fieldMap(db, { ...wanted, loadId, day: last ?? wanted.day })
    return ctx.view.render('readings::map', { loads, map, silence: wanted.silence })
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
      if (second++ % every) return 'goes on'
      const map = await fieldMap(db, { ...wanted, now: clock.now() })
      const text = JSON.stringify(map)
      if (text !== shown) {
        send('map', text)
        const { silence } = wanted
        send('live', await ctx.view.render('readings::map_live', { map, silence }))
      }
      shown = text
      return 'goes on'
    })
  }

  async #wanted({ actor, municipality, request }: HttpContext): Promise<WantedMap> {
    const { load, day } = await asked.validate(request.qs())
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
    const loadId = load === undefined ? null : BigInt(load)
    return {
      ...{ actor, loadId, day: day ?? today, timeZone, now: clock.now(), silence },
      occurrences: new Map(occurrences.map(({ code, title }) => [code, title])),
    }
  }
}
