import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { civilDay } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { startRun } from '#core/jobs/index'
import { pageOf } from '#core/web/index'
import { errors } from '../errors.ts'
import {
  parkedChoices,
  parkedFilters,
  parkedIds,
  parkedQueue,
} from '../services/run/parked_queue.ts'
import { retriesOf } from '../services/run/retry_parked.ts'

const asked = vine.create({ issued_on: civilDay() })

/** What runs could not bill: why, what to do about it, and the way to bill it again. */
export default class ParkedController {
  async index({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('billing.read')
    const filters = parkedFilters(request.qs())
    return view.render('billing::parked', {
      ...(await parkedQueue(db, actor, { filters, page: pageOf(request.input('page')) })),
      choices: await parkedChoices(db, actor, filters),
      today: clock.today(municipality.timeZone),
    })
  }

  /** Bills again only the chosen ones. */
  async store({ actor, authorize, request, response, session }: HttpContext) {
    authorize('billing.run')
    const { issued_on: issuedOn } = await request.validateUsing(asked)
    const ids = await this.#chosen(request, actor)
    const retries = await db.transaction((tx) => retriesOf(tx, actor, { ids, issuedOn }))
    const runs = []
    for (const retry of retries) {
      const run = await startRun('billing.run', retry, actor)
      // Somebody else's round of this month came first: it bills what that person chose.
      if (run.isRepeat) throw errors.E_BILLING_RUN_GOING({ month: run.label })
      runs.push(run)
    }
    if (runs.length === 1) return response.redirect().toPath(`/jobs/${runs[0]!.id}`)
    session.flash('done', `${runs.length} rodadas iniciadas, uma por grupo e mês.`)
    return response.redirect().toPath('/jobs')
  }

  async #chosen(request: HttpContext['request'], actor: HttpContext['actor']): Promise<bigint[]> {
    if (request.input('_all') === 'true') {
      const address = String(request.input('_query') ?? '').replace(/^\?/, '')
      return parkedIds(db, actor, parkedFilters(Object.fromEntries(new URLSearchParams(address))))
    }
    const given = [request.input('_ids', [])].flat().map(String)
    return given.filter((id) => /^\d{1,18}$/.test(id)).map(BigInt)
  }
}
