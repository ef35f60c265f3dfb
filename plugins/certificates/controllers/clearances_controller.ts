import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { performAction } from '#core/actions/index'
import { clock, parts } from '#core/calendar/index'
import { parameterInForce } from '#core/configuration/index'
import { query } from '#core/database/index'
import { withPrinter } from '#core/documents/index'
import { startRun } from '#core/jobs/index'
import { CLEARANCES, type ClearanceTerms } from '../configuration/parameters.ts'
import { clearancesJob, requireEnded } from '../jobs/clearances.ts'
import type { PrintedClearance } from '../services/clearance_paper.ts'

const asked = vine.create({ year: vine.number().withoutDecimals().range([1990, 2200]) })

interface YearRow {
  readonly year: number
  readonly issued: number
  readonly withheld: number
}

const monthNames = new Intl.DateTimeFormat('pt-BR', { month: 'long', timeZone: 'UTC' })

/** Issues the annual statements of a year by hand, and tells what became of those of the last years. */
export default class ClearancesController {
  async show({ actor, authorize, municipality, view }: HttpContext) {
    authorize('certificates.issue')
    const { municipalityId } = actor
    const today = clock.today(municipality.timeZone)
    const terms = await parameterInForce<ClearanceTerms>(CLEARANCES, municipalityId, today)
    const years = await query<YearRow>(
      db,
      `select year, (count(*) filter (where state = 'issued'))::int as issued,
              (count(*) filter (where state = 'withheld'))::int as withheld
         from certificates_clearances where municipality_id = ? group by year order by year desc limit 5`,
      [municipalityId]
    )
    return view.render('certificates::clearances', {
      ...{ terms, years, last: parts(today).year - 1 },
      month: monthNames.format(new Date(Date.UTC(2000, terms.month - 1, 1))),
    })
  }

  async store({ actor, authorize, municipality, request, response }: HttpContext) {
    authorize('certificates.issue')
    const { year } = await request.validateUsing(asked)
    const today = clock.today(municipality.timeZone)
    requireEnded(year, today)
    const on = `${today}${clock.now().toISOString().slice(10)}`
    const run = await startRun(clearancesJob, { year, on }, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }

  /** One statement as PDF. */
  async pdf({ actor, authorize, params, response }: HttpContext) {
    authorize('certificates.issue')
    const { output } = await performAction<object, PrintedClearance>(
      'certificates.print_clearance',
      { actor, input: { id: String(params.id) } }
    )
    const { html, number, at: timestamp } = output
    const pdf = await withPrinter((printer) => printer.renderPdf(html, { tagged: true, timestamp }))
    response.type('application/pdf')
    response.header('Content-Disposition', `inline; filename="quitacao-${number}.pdf"`)
    return response.send(pdf)
  }
}
