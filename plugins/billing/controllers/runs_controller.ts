import type { HttpContext } from '@adonisjs/core/http'
import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import {
  type RefMonth,
  clock,
  isRefMonth,
  monthOf,
  nextMonth,
  previousMonth,
} from '#core/calendar/index'
import { startRun } from '#core/jobs/index'
import { civilDay, referenceMonth } from '#core/actions/index'
import { pageOf, pagerOf } from '#core/web/index'
import { billingGroups } from '#plugins/registry/api'
import { runChecks, runPage, runsBoard } from '../services/run/runs_view.ts'
import { requireIssueDateOfGroup } from '../services/run/issue_date.ts'
import { nextRound } from '../services/run/waiting_load.ts'

const start = vine.create({
  group: vine
    .string()
    .regex(/^\d{1,18}$/)
    .transform((value) => BigInt(value)),
  reference: referenceMonth(),
  issued_on: civilDay(),
  round: vine.number().withoutDecimals().range([2, 99]).optional(),
  routes: vine
    .array(vine.string().regex(/^\d{1,18}$/))
    .maxLength(500)
    .optional(),
})

/** Groups of a page. */
const GROUPS = 24

/** The billing of the month: one cell per group, with what may be done now. */
export default class RunsController {
  async index({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('billing.read')
    const today = clock.today(municipality.timeZone)
    const asked: unknown = request.input('reference')
    const reference: RefMonth = isRefMonth(asked) ? asked : monthOf(today)
    const { municipalityId } = actor
    const page = pageOf(request.input('page'))
    const all = await billingGroups(db, municipalityId)
    const groups = all.slice((page - 1) * GROUPS, page * GROUPS)
    const board = await db.transaction((tx) =>
      runsBoard(tx, { municipalityId, groups, reference, today })
    )
    return view.render('billing::runs', {
      board,
      reference,
      before: previousMonth(reference),
      after: nextMonth(reference),
      pager: pagerOf({
        ...{ page, size: GROUPS, total: all.length, path: request.url(), query: { reference } },
      }),
    })
  }

  async store({ actor, authorize, request, response }: HttpContext) {
    authorize('billing.run')
    const asked = await request.validateUsing(start)
    const { group, reference, issued_on: issuedOn, round } = asked
    const routes = asked.routes?.map(BigInt)
    const args = { group, reference, issuedOn, ...(round && { round }), ...(routes && { routes }) }
    const { municipalityId } = actor
    await db.transaction((tx) =>
      requireIssueDateOfGroup(tx, { municipalityId, group, reference, issuedOn })
    )
    const run =
      request.input('preview') === 'true'
        ? await startRun('billing.preview_run', { ...args, token: randomUUID() }, actor)
        : await startRun('billing.run', args, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }

  async show({ actor, authorize, municipality, params, view }: HttpContext) {
    authorize('billing.read')
    const id = BigInt(params.id)
    const page = await db.transaction(async (tx) => ({
      ...(await runPage(tx, actor.municipalityId, id)),
      round: await nextRound(tx, actor.municipalityId, id),
    }))
    return view.render('billing::run', { ...page, today: clock.today(municipality.timeZone) })
  }

  /** The conservation checks, fetched by the page of the run once it is open. */
  async bridges({ actor, authorize, params, view }: HttpContext) {
    authorize('billing.read')
    const checks = await db.transaction((tx) =>
      runChecks(tx, actor.municipalityId, BigInt(params.id))
    )
    return view.render('partials/bridges', checks)
  }
}
