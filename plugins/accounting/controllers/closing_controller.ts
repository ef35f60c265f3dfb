import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { referenceMonth } from '#core/actions/index'
import { clock, isRefMonth, monthOf, nextMonth, previousMonth } from '#core/calendar/index'
import { startRun } from '#core/jobs/index'
import { closingPage } from '../services/closing_page.ts'

const start = vine.create({ reference: referenceMonth() })

/** The month that can be closed, what stands in the way, and the months closed before. */
export default class ClosingController {
  async show({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('accounting.read')
    const today = clock.today(municipality.timeZone)
    const asked: unknown = request.input('reference')
    const reference = isRefMonth(asked) ? asked : null
    const page = await db.transaction((tx) => closingPage(tx, { actor, reference, today }))
    return view.render('accounting::closing', {
      ...page,
      before: previousMonth(page.reference),
      after: page.reference < monthOf(today) ? nextMonth(page.reference) : null,
    })
  }

  /** Makes the checks that add up everything, at once and in the background. */
  async check({ actor, authorize, request, response }: HttpContext) {
    authorize('accounting.read')
    const { reference } = await request.validateUsing(start)
    const args = { reference, on: clock.now().toISOString() }
    const run = await startRun('accounting.check', args, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }

  async store({ actor, authorize, request, response }: HttpContext) {
    authorize('accounting.close')
    const { reference } = await request.validateUsing(start)
    const args = { reference, on: clock.now().toISOString() }
    const run = await startRun('accounting.close', args, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }
}
