import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { performAction } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { seenDevice } from '#plugins/readings/api'
import type { ReceivedBills } from '../actions/site_bills.ts'
import { deviceRules } from '../services/site/device_rules.ts'

const asked = vine.create({ device: vine.string().trim().minLength(1).maxLength(30) })

/** What devices compute bills with, and where they hand in those that they printed at the door. */
export default class SiteBillsController {
  async rules({ actor, authorize, params, request }: HttpContext) {
    authorize('readings.collect')
    const { municipalityId, userId } = actor
    const { device: code } = await asked.validate(request.qs())
    const now = clock.now()
    return db.transaction(async (tx) => {
      const device = await seenDevice(tx, { municipalityId, userId, code, now })
      return deviceRules(tx, { municipalityId, loadId: BigInt(params.id), device, now })
    })
  }

  async receive({ actor, params, request }: HttpContext) {
    const { output } = await performAction<object, ReceivedBills>('billing.receive_site_bills', {
      actor,
      input: { ...request.body(), load_id: params.id },
    })
    return { bills: output.bills }
  }
}
