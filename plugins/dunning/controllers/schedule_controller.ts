import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import { clock, isRefMonth, monthOf, nextMonth, previousMonth } from '#core/calendar/index'
import { billingGroups } from '#plugins/registry/api'
import { scheduleMonth } from '../services/schedule/schedule_month.ts'

/** The timetable of collection: a month day by day, and its generation. */
export default class ScheduleController {
  async show({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('dunning.read')
    const { municipalityId } = actor
    const today = clock.today(municipality.timeZone)
    const asked = String(request.input('month') ?? '')
    const month = isRefMonth(asked) ? asked : monthOf(today)
    const page = await db.transaction(async (tx) => ({
      ...(await scheduleMonth(tx, { municipalityId, month, today })),
      groups: await billingGroups(tx, municipalityId),
    }))
    return view.render('dunning::schedule', {
      ...{ ...page, month, today, before: previousMonth(month), after: nextMonth(month) },
    })
  }

  async store({ actor, request, response, session }: HttpContext) {
    const { reference, group, replace } = request.only(['reference', 'group', 'replace'])
    const { description } = await performAction('dunning.generate_schedule', {
      actor,
      input: { reference, ...(group ? { group } : {}), ...(replace ? { replace } : {}) },
    })
    session.flash('done', description)
    return response.redirect().toPath(`/dunning/schedule?month=${String(reference)}`)
  }
}
