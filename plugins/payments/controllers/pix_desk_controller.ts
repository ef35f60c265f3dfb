import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { civilDay } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { startRun } from '#core/jobs/index'
import { pixChargesJob } from '../jobs/pix_charges.ts'
import { pixReconcileJob } from '../jobs/pix_reconcile.ts'
import { PIX_CHARGE_STATES } from '../records/options.ts'
import { pixDesk } from '../services/pix/desk.ts'

/** Each press of a button is a run of its own. */
const occasion = (timeZone: string) => ({
  on: clock.now().toISOString(),
  day: clock.today(timeZone),
})

const period = vine.create({ from: civilDay().optional(), until: civilDay().optional() })

/** Pix charges at the bank: how they stand, until when all money is known, and what may be asked of the bank now. */
export default class PixDeskController {
  async show({ actor, authorize, view }: HttpContext) {
    authorize('payments.read')
    const desk = await pixDesk(db, actor.municipalityId)
    const counts = PIX_CHARGE_STATES.flatMap((state) => {
      const found = desk?.counts.find((one) => one.state === state.value)
      return found ? [{ ...state, ...found }] : []
    })
    return view.render('payments::pix', { desk, counts, now: clock.now() })
  }

  async charge({ actor, authorize, municipality, response }: HttpContext) {
    authorize('payments.pix')
    const args = { ...occasion(municipality.timeZone), isUrgent: true }
    const run = await startRun(pixChargesJob, args, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }

  async reconcile({ actor, authorize, municipality, request, response }: HttpContext) {
    authorize('payments.pix')
    const days = await request.validateUsing(period)
    const args = { ...occasion(municipality.timeZone), ...days }
    const run = await startRun(pixReconcileJob, args, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }
}
