import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { municipalityOf } from '#core/access/index'
import { type CivilDate, addDays } from '#core/calendar/index'
import { civilDay } from '#core/actions/index'
import { emergencyReport } from '../emergencies.ts'
import { versionsOf } from '../versions.ts'
import { momentIn, stateOf, versionLabel } from '../view/state_text.ts'

const YEAR = 365
const span = vine.create({ from: civilDay().optional(), until: civilDay().optional() })

/** What internal control looks at: versions put in force by one person alone, and whether another confirmed them. */
export default class EmergenciesController {
  async index({ actor, authorize, request, view }: HttpContext) {
    authorize('configuration.read')
    const { municipalityId } = actor
    const { timeZone } = await municipalityOf(municipalityId)
    const moment = momentIn(timeZone)
    const asked = await span.validate(request.qs())
    const until = (asked.until ?? moment.today) as CivilDate
    const from = (asked.from ?? addDays(until, -YEAR)) as CivilDate
    const report = await emergencyReport(db, municipalityId, {
      ...{ from, until, today: moment.today, timeZone },
    })
    const rows = []
    for (const version of report.versions) {
      const all = await versionsOf(db, { ...version, municipalityId })
      rows.push({ ...version, label: versionLabel(version), state: stateOf(version, all, moment) })
    }
    return view.render('pages/configuration/emergencies', {
      ...{ from, until, rows, figures: report.figures, timeZone },
    })
  }
}
