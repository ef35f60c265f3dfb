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

  async charge({ actor, authorize, response }: HttpContext) {
    authorize('payments.pix')
    const args = { on: clock.now().toISOString(), isUrgent: true }
    const run = await startRun(pixChargesJob, args, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }

  async reconcile({ actor, authorize, request, response }: HttpContext) {
    authorize('payments.pix')
    const days = await request.validateUsing(period)
    const run = await startRun(pixReconcileJob, { on: clock.now().toISOString(), ...days }, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }
}
