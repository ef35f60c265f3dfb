import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { type RefMonth, addRefMonths, clock, monthOf } from '#core/calendar/index'
import { startRun } from '#core/jobs/index'
import { listReports } from '#core/reports/index'
import { CATALOGUE } from '../domain/catalogue.ts'
import { measureJob } from '../jobs/measure.ts'
import { panelOf } from '../services/panel.ts'

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/
const asked = vine.create({
  from: vine.string().regex(MONTH).optional(),
  until: vine.string().regex(MONTH).optional(),
})

const A_YEAR = 12

/** The managers' panel, its reports by code, and a new measuring of its months. */
export default class ManagementController {
  async panel({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('management.read')
    const given = await request.validateUsing(asked)
    const until = (given.until ?? monthOf(clock.today(municipality.timeZone))) as RefMonth
    const from = (given.from ?? addRefMonths(until, 1 - A_YEAR)) as RefMonth
    const { municipalityId } = actor
    const page = await panelOf(db, { municipalityId, actor, from, until })
    const share = (cents: bigint) => Number((cents * 100n) / page.longest)
    return view.render('management::panel', { ...page, from, until, share })
  }

  async reports({ actor, authorize, municipality, view }: HttpContext) {
    authorize('management.read')
    const listed = await listReports({ actor, timeZone: municipality.timeZone })
    const byName = new Map(listed.map((one) => [one.name, one]))
    const rows = CATALOGUE.map(({ code, title, reports }) => ({
      ...{ code, title },
      reports: reports.flatMap((name) => byName.get(name) ?? []),
    })).filter((row) => row.reports.length > 0)
    return view.render('management::reports', { rows })
  }

  async measure({ actor, authorize, municipality, response }: HttpContext) {
    authorize('management.measure')
    const on = `${clock.today(municipality.timeZone)}${clock.now().toISOString().slice(10)}`
    const run = await startRun(measureJob, { on, months: A_YEAR }, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }
}
