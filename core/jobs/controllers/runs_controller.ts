import type { HttpContext } from '@adonisjs/core/http'
import { pageOf, pagerOf } from '#core/web/index'
import { progressOf } from '../progress.ts'
import { isOver, summaryOf } from '../runs.ts'
import type { RunStatus } from '../types.ts'
import { RUNS_PER_PAGE, listRuns, ranJobs } from '../view/run_list.ts'
import { ISSUES_PER_PAGE, liveView, reportView } from '../view/run_page.ts'
import { runToSee } from '../view/run_to_see.ts'
import { STATUS_WORDS } from '../view/words.ts'

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value ? value : null

/** Batch runs: the list, one run as it goes, and the same for other systems. */
export default class RunsController {
  async index({ actor, authorize, request, view }: HttpContext) {
    authorize('jobs.read')
    const wanted = textOf(request.input('status'))
    const status = wanted && wanted in STATUS_WORDS ? (wanted as RunStatus) : null
    const job = textOf(request.input('job'))
    const page = pageOf(request.input('page'))
    const { total, runs } = await listRuns(
      { municipalityId: actor.municipalityId, status, job },
      page
    )
    return view.render('pages/jobs/index', {
      tab: 'runs',
      runs,
      status,
      job,
      statuses: Object.entries(STATUS_WORDS).map(([value, title]) => ({ value, title })),
      jobs: await ranJobs(actor.municipalityId),
      pager: pagerOf({
        ...{ page, total, size: RUNS_PER_PAGE, path: '/jobs' },
        query: { ...(status ? { status } : {}), ...(job ? { job } : {}) },
      }),
    })
  }

  async show(ctx: HttpContext) {
    const { request, view } = ctx
    const run = await runToSee(ctx)
    const code = textOf(request.input('code'))
    const page = pageOf(request.input('page'))
    const report = await reportView(run, code, page)
    return view.render('pages/jobs/show', {
      run,
      code,
      report,
      live: await liveView(run),
      pager: pagerOf({
        ...{ page, total: report.total, size: ISSUES_PER_PAGE, path: `/jobs/${run.id}` },
        query: code ? { code } : {},
      }),
    })
  }

  /** Asked each second by the open page; when the run is over the page is read anew, once. */
  async live(ctx: HttpContext) {
    const { response, view } = ctx
    const run = await runToSee(ctx)
    if (isOver(run.status)) response.header('HX-Refresh', 'true')
    return view.render('pages/jobs/live', { live: await liveView(run) })
  }

  async api(ctx: HttpContext) {
    const run = await runToSee(ctx)
    const { issues, ...summary } = await summaryOf(run.id, false)
    return {
      ...summary,
      progress: await progressOf(run.id),
      error: run.error?.split('\n')[0] ?? null,
      created_at: run.created_at,
      started_at: run.started_at,
      finished_at: run.finished_at,
      issues: issues.slice(0, 1000),
    }
  }
}
