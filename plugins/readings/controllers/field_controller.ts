import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { performAction } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { markReceived, takeMessages } from '../services/device_messages.ts'
import { ownDevice } from '../services/devices.ts'
import { type FieldPackage, assignedLoads } from '../services/field_package.ts'
import type { PieceResult } from '../services/receive_piece.ts'
import { reportField } from '../services/report_field.ts'

const whole = (limit: number) => vine.number().withoutDecimals().range([0, limit])
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/
const MOST_POSITIONS = 1000
const MOST_ROUTES = 200
const COUNTED = 1_000_000

const asked = vine.create({ device: vine.string().trim().minLength(1).maxLength(30) })
const reported = vine.create({
  device: vine.string().trim().minLength(1).maxLength(30),
  battery: whole(100).nullable().optional(),
  positions: vine
    .array(
      vine.object({
        at: vine.string().regex(INSTANT),
        latitude: vine.number().range([-90, 90]),
        longitude: vine.number().range([-180, 180]),
      })
    )
    .maxLength(MOST_POSITIONS)
    .optional(),
  counters: vine
    .array(
      vine.object({
        route: vine.number().withoutDecimals().positive(),
        prints: whole(COUNTED),
        rolls: whole(COUNTED),
        made: whole(COUNTED).optional(),
        calculated: whole(COUNTED).optional(),
        renotices: whole(COUNTED).optional(),
        excess_notices: whole(COUNTED).optional(),
        occurrence_bills: whole(COUNTED).optional(),
      })
    )
    .maxLength(MOST_ROUTES)
    .optional(),
  received: vine
    .array(vine.number().withoutDecimals().positive())
    .maxLength(MOST_POSITIONS)
    .optional(),
})

/** The addresses that devices in the field call: each reader by the device that is their own. */
export default class FieldController {
  async loads({ actor, authorize, request }: HttpContext) {
    authorize('readings.collect')
    const { municipalityId, userId } = actor
    const { device: code } = await asked.validate(request.qs())
    const device = await ownDevice(db, { municipalityId, userId, code })
    return { loads: await assignedLoads(db, { municipalityId, device }) }
  }

  /** The routes of the device as a package that works without a network; with `since`, what changed after it. */
  async package({ actor, params, request }: HttpContext) {
    const { device, since } = request.qs() as Record<string, string | undefined>
    const { output } = await performAction<object, { readonly package: FieldPackage }>(
      'readings.download_load',
      { actor, input: { device, load_id: params.id, ...(since === undefined ? {} : { since }) } }
    )
    return output.package
  }

  async receive({ actor, params, request }: HttpContext) {
    const { output } = await performAction<object, PieceResult>('readings.receive_piece', {
      actor,
      input: { ...request.body(), load_id: params.id },
    })
    return output
  }

  /** Telemetry, not an operation: who is where, with how much battery and paper. Nothing of it is kept in the trail. */
  async report({ actor, authorize, request }: HttpContext) {
    authorize('readings.collect')
    const { municipalityId, userId } = actor
    const { device: code, received = [], ...report } = await request.validateUsing(reported)
    const now = clock.now()
    const messages = await db.transaction(async (tx) => {
      const device = await ownDevice(tx, { municipalityId, userId, code })
      await reportField(tx, municipalityId, { device, report, now })
      await markReceived(tx, { deviceId: device.id, ids: received, now })
      return takeMessages(tx, { deviceId: device.id, now })
    })
    return { received_at: now.toISOString(), messages }
  }
}
