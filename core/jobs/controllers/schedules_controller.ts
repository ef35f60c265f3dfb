import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { pageOf, pagerOf } from '#core/web/index'
import { CATCH_UPS } from '../schedules/schedule_input.ts'
import { scheduleOf, timingOf } from '../schedules/schedule_rows.ts'
import {
  OCCURRENCES_PER_PAGE,
  occurrencePage,
  previewGiven,
  previewOf,
  scheduleChoices,
  scheduleList,
  summaryOf,
} from '../schedules/schedule_view.ts'
import { TIMING_WORDS, newTiming, optionsIn, timingForm } from '../schedules/timing_form.ts'

/** Schedules of batch runs: the list, the form with what comes next, the past of one. */
export default class SchedulesController {
  async index({ actor, authorize, view }: HttpContext) {
    authorize('jobs.read')
    return view.render('pages/jobs/schedules', {
      tab: 'schedules',
      schedules: await scheduleList(actor.municipalityId),
    })
  }

  async create(ctx: HttpContext) {
    ctx.authorize('jobs.schedule')
    const today = clock.today(ctx.municipality.timeZone)
    return this.#form(ctx, {
      ...newTiming('daily', today),
      ...{ name: '', job: String(ctx.request.input('job', '')), settings: {}, catch_up: 'once' },
    })
  }

  async edit(ctx: HttpContext) {
    ctx.authorize('jobs.schedule')
    const row = await scheduleOf(db, ctx.actor.municipalityId, BigInt(ctx.params.id))
    return this.#form(ctx, {
      ...row,
      ...timingForm(row),
    })
  }

  async #form({ actor, view, session }: HttpContext, schedule: Record<string, unknown>) {
    const typed = session.flashMessages.all() as Record<string, unknown>
    const given = { ...schedule, ...(typed.recurrence ? typed : {}) }
    return view.render('pages/jobs/schedule_form', {
      ...TIMING_WORDS,
      catchUps: optionsIn(CATCH_UPS),
      ...{ schedule: given, timing: given },
      chosenDays: [given.weekdays ?? []].flat().map(String),
      jobs: await scheduleChoices(actor),
      preview: await previewGiven(actor.municipalityId, given),
    })
  }

  /** Drawn anew as the form is filled in. */
  async preview({ actor, authorize, request, view }: HttpContext) {
    authorize('jobs.schedule')
    const preview = await previewGiven(actor.municipalityId, request.all())
    return view.render('pages/jobs/schedule_preview', { preview })
  }

  async show({ actor, authorize, params, request, view }: HttpContext) {
    authorize('jobs.read')
    const page = pageOf(request.input('page'))
    const id = BigInt(params.id)
    const { row, total, occurrences, dayRule } = await occurrencePage(
      actor.municipalityId,
      id,
      page
    )
    const isGoing = row.is_active && row.next_at !== null
    return view.render('pages/jobs/schedule', {
      ...{ row, occurrences, dayRule, summary: summaryOf(row), catchUp: CATCH_UPS[row.catch_up] },
      next: isGoing ? await previewOf(actor.municipalityId, timingOf(row)) : [],
      pager: pagerOf({ page, total, size: OCCURRENCES_PER_PAGE, path: `/jobs/schedules/${id}` }),
    })
  }
}
