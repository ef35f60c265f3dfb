import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { performAction } from '#core/actions/index'
import { clock, parts } from '#core/calendar/index'
import { pageOf, pagerOf } from '#core/web/index'
import { billingGroups } from '#plugins/registry/api'
import { LINES, scheduleGrid, scheduleLines } from '../services/settings/schedule_grid.ts'

const asked = vine.create({ year: vine.number().withoutDecimals().range([2000, 2100]).optional() })

/** The billing calendar of a year as a board, and its generation. */
export default class ScheduleController {
  async show({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('billing.read')
    const today = clock.today(municipality.timeZone)
    const { year = parts(today).year } = await request.validateUsing(asked)
    const page = pageOf(request.input('page'))
    const read = await db.transaction(async (tx) => ({
      halves: await scheduleGrid(tx, { actor, year, today, page }),
      total: await scheduleLines(tx, { actor, year }),
      groups: await billingGroups(tx, actor.municipalityId),
    }))
    return view.render('billing::schedule', {
      ...{ ...read, year, today },
      pager: pagerOf({
        ...{ page, size: LINES, total: read.total, path: request.url() },
        query: { year: String(year) },
      }),
    })
  }

  async store({ actor, request, response, session }: HttpContext) {
    const { year, group, replace } = request.only(['year', 'group', 'replace'])
    const { description } = await performAction('billing.generate_schedule', {
      actor,
      input: { year, ...(group ? { group } : {}), ...(replace ? { replace } : {}) },
    })
    session.flash('done', description)
    return response.redirect().toPath(`/billing/schedule?year=${Number(year)}`)
  }
}
