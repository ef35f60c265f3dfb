import { randomUUID } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import { clock } from '#core/calendar/index'
import {
  TIMING_WORDS,
  newTiming,
  optionsIn,
  previewGiven,
  runStatus,
  startRun,
  timingForm,
} from '#core/jobs/index'
import { errors } from '../errors.ts'
import { FORMATS } from '../files/make_file.ts'
import { listReports } from '../run/find_report.ts'
import { sendReportJob } from '../sendings/send_job.ts'
import { sendingOf, sendingsOf } from '../sendings/sending_rows.ts'
import {
  possibleRecipients,
  recipientNames,
  sendingBoxes,
  sendingRuns,
  sentFiles,
  summaryOf,
} from '../sendings/sending_view.ts'
import { viewerOf } from './reports_controller.ts'

const WORDS = {
  ...TIMING_WORDS,
  // A report goes once a day at most, which an expression might not keep to.
  recurrences: TIMING_WORDS.recurrences.filter(({ value }) => value !== 'cron'),
  formats: optionsIn(FORMATS),
}

type Given = Record<string, unknown>
const record = (value: unknown) => (value ?? {}) as Record<string, string>

/** Reports that go by e-mail: a person's own, the form of one, and what each sent. */
export default class SendingsController {
  async index(ctx: HttpContext) {
    ctx.authorize('reports.send')
    const titles = await this.#titles(ctx)
    const sendings = await sendingsOf(ctx.actor)
    return ctx.view.render('pages/reports/sendings', {
      sendings: await Promise.all(sendings.map((one) => summaryOf(one, titles))),
    })
  }

  async #titles(ctx: HttpContext) {
    const listed = await listReports(viewerOf(ctx))
    return new Map(listed.map(({ name, title }) => [name, title]))
  }

  /** Begun on the page of a report, with the filters that stand there. */
  async create(ctx: HttpContext) {
    ctx.authorize('reports.send')
    const { report = '', ...filters } = ctx.request.qs() as Record<string, string>
    if (!report) {
      const reports = await listReports(viewerOf(ctx))
      return ctx.view.render('pages/reports/sending_report', { reports })
    }
    return this.#form(ctx, {
      ...{ id: '', name: '', report, format: 'pdf', filters, user_ids: [ctx.actor.userId] },
      ...{ emails: '', note: '', is_empty_sent: true },
      ...newTiming('monthly', clock.today(ctx.municipality.timeZone)),
    })
  }

  async edit(ctx: HttpContext) {
    ctx.authorize('reports.send')
    const sending = await sendingOf(ctx.actor, String(ctx.params.id))
    if (sending.state === 'ended') throw errors.E_REPORTS_OVER({ id: sending.id })
    const { schedule } = await summaryOf(sending, new Map())
    const form = { ...sending, ...timingForm(schedule), emails: sending.emails.join('\n') }
    return this.#form(ctx, form)
  }

  async #form(ctx: HttpContext, given: Given) {
    const { actor, session, view } = ctx
    const typed = session.flashMessages.all() as Given
    const form: Given = typed.report
      ? { ...given, ...typed, filters: { ...record(typed.filters), ...record(typed.moving) } }
      : given
    const { report, boxes } = await sendingBoxes(
      String(form.report),
      record(form.filters),
      viewerOf(ctx)
    )
    return view.render('pages/reports/sending_form', {
      ...{ ...WORDS, form, timing: form, report, boxes },
      chosenDays: [form.weekdays ?? []].flat().map(String),
      chosenUsers: [form.user_ids ?? []].flat().map(String),
      users: await possibleRecipients(actor.municipalityId),
      preview: await previewGiven(actor.municipalityId, form),
    })
  }

  /** Drawn anew as the form is filled in. */
  async preview({ actor, authorize, request, view }: HttpContext) {
    authorize('reports.send')
    const preview = await previewGiven(actor.municipalityId, request.all())
    return view.render('pages/jobs/schedule_preview', { preview })
  }

  async show(ctx: HttpContext) {
    ctx.authorize('reports.send')
    const sending = await sendingOf(ctx.actor, String(ctx.params.id))
    const runs = await sendingRuns(sending.id)
    return ctx.view.render('pages/reports/sending', {
      sending,
      summary: await summaryOf(sending, await this.#titles(ctx)),
      users: await recipientNames(sending),
      files: await sentFiles(sending.id),
      runs: runs.map((run) => ({ ...run, state: runStatus(run.status) })),
    })
  }

  /** Today's, now: besides what the schedule sends. */
  async sendNow(ctx: HttpContext) {
    ctx.authorize('reports.send')
    const { actor, municipality, params, response } = ctx
    const sending = await sendingOf(actor, String(params.id))
    if (sending.state === 'ended') throw errors.E_REPORTS_OVER({ id: sending.id })
    const date = clock.today(municipality.timeZone)
    const args = { sending: String(sending.id), name: sending.name, date, token: randomUUID() }
    const { id } = await startRun(sendReportJob, args, actor)
    return response.redirect().toPath(`/jobs/${id}`)
  }
}
