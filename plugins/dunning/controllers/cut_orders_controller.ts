import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { clock } from '#core/calendar/index'
import { instantIn, startRun } from '#core/jobs/index'
import type { CutOrdersArgs } from '../jobs/cut_orders.ts'
import { cutOrdersPage } from '../services/cut/cut_orders_page.ts'

const input = vine.create({
  levels: vine.array(vine.enum(['1', '2', '3'])).notEmpty(),
  preview: vine.boolean().optional(),
})

/** What waits to be cut, by level, and a run of the orders. */
export default class CutOrdersController {
  async show({ actor, authorize, municipality, view }: HttpContext) {
    authorize('dunning.cut')
    const { municipalityId } = actor
    const today = clock.today(municipality.timeZone)
    const page = await db.transaction((tx) => cutOrdersPage(tx, { municipalityId, on: today }))
    return view.render('dunning::cut_orders', page)
  }

  async store({ actor, authorize, municipality, request, response }: HttpContext) {
    authorize('dunning.cut')
    const { levels, preview: isPreview } = await request.validateUsing(input)
    const args: CutOrdersArgs = {
      on: instantIn(municipality.timeZone),
      levels: levels.map((level) => Number(level) as CutOrdersArgs['levels'][number]),
      ...(isPreview ? { isPreview } : {}),
    }
    const run = await startRun('dunning.cut_orders', args, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }
}
