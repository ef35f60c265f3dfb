import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import { clock } from '#core/calendar/index'
import { parameterInForce } from '#core/configuration/index'
import { startRun } from '#core/jobs/index'
import { EXPORT_INLINE } from '#core/records/index'
import { pageOf, wantsJson } from '#core/web/index'
import { reportCsv } from '../export/csv.ts'
import { reportPdf } from '../export/pdf.ts'
import { reportXlsx } from '../export/xlsx.ts'
import { type ExportArgs, reportExportJob } from '../files/export_job.ts'
import { type FileFormat, MEDIA_TYPES, formatOf } from '../files/make_file.ts'
import { type Request, type Viewer, isHidden, readRequest, refuseProblems } from '../run/asked.ts'
import {
  type ListedReport,
  OWN_SECTION,
  SHARED_SECTION,
  findReport,
  listReports,
} from '../run/find_report.ts'
import { notePersonal } from '../run/note_personal.ts'
import { reportPage } from '../run/run_report.ts'
import { queryOf } from '../view/addresses.ts'
import { cellsOf, columnsFor } from '../view/cells.ts'
import { PAGE_SIZE, reportView } from '../view/report_view.ts'

export const viewerOf = ({ actor, municipality }: HttpContext): Viewer => ({
  actor,
  timeZone: municipality.timeZone,
})

async function requestOf(ctx: HttpContext): Promise<Request> {
  const viewer = viewerOf(ctx)
  const report = await findReport(String(ctx.params.name), viewer)
  return readRequest(report, ctx.request.qs(), viewer)
}

/** What people made stands before what was there, the rest in the order of its declaration. */
function sectionsOf(reports: readonly ListedReport[]) {
  const sections = new Map<string, ListedReport[]>([
    [OWN_SECTION, []],
    [SHARED_SECTION, []],
  ])
  for (const report of reports)
    sections.set(report.section, [...(sections.get(report.section) ?? []), report])
  return [...sections]
    .filter(([, found]) => found.length > 0)
    .map(([title, found]) => ({ title, reports: found }))
}

/** The reports, declared and composed: their list, their pages, their files and the same for machines. */
export default class ReportsController {
  async index(ctx: HttpContext) {
    ctx.authorize('reports.read')
    const sections = sectionsOf(await listReports(viewerOf(ctx)))
    return ctx.view.render('pages/reports/index', { sections })
  }

  async show(ctx: HttpContext) {
    ctx.authorize('reports.read')
    const request = await requestOf(ctx)
    const page = pageOf(ctx.request.input('page'))
    const { name } = request.report
    const all = await listReports(viewerOf(ctx))
    return ctx.view.render('pages/reports/show', {
      report: request.report,
      listed: all.find((one) => one.name === name),
      isComposed: /^(own|utility)\./.test(name),
      filterQuery: new URLSearchParams(queryOf(request)).toString(),
      page: await reportView(request, viewerOf(ctx), page),
    })
  }

  /** At once when it is short; a long or slow one is made by a run, on whose page the file waits. */
  async file(ctx: HttpContext) {
    ctx.authorize('reports.read')
    const request = await requestOf(ctx)
    refuseProblems(request)
    const format = formatOf(ctx.request.input('format'))
    if (await this.#isLong(ctx, request)) return this.#start(ctx, request, format)
    return this.#send(ctx, request, format)
  }

  async #isLong({ actor, municipality }: HttpContext, { report, asked }: Request) {
    const today = clock.today(municipality.timeZone)
    const limit = await parameterInForce<number>(EXPORT_INLINE, actor.municipalityId, today)
    try {
      const { count } = await reportPage(report, asked, { page: 1, size: 1 })
      return count > limit
    } catch (error) {
      if ((error as { code?: string }).code !== 'E_REPORTS_SLOW') throw error
      return true
    }
  }

  async #start(ctx: HttpContext, request: Request, format: FileFormat) {
    const { name, title } = request.report
    const { name: utility, timeZone } = ctx.municipality
    const args: ExportArgs = {
      ...{ report: name, title, format, timeZone, utility },
      ...{ query: queryOf(request), token: randomUUID() },
    }
    const { id } = await startRun(reportExportJob, args, ctx.actor)
    if (wantsJson(ctx)) return ctx.response.status(202).send({ run: String(id) })
    ctx.session.flash(
      'done',
      'O arquivo é grande e está sendo preparado. Ele fica nesta página quando estiver pronto; você pode sair e voltar.'
    )
    return ctx.response.redirect().toPath(`/jobs/${id}`)
  }

  async #send(
    { response, municipality, ...rest }: HttpContext,
    request: Request,
    format: FileFormat
  ) {
    const viewer = { actor: rest.actor, timeZone: municipality.timeZone }
    const name = `${request.report.name.replaceAll(/[._]/g, '-')}.${format}`
    const head = () => {
      response.header('content-type', MEDIA_TYPES[format])
      response.header('content-disposition', `attachment; filename="${name}"`)
    }
    if (format === 'pdf') {
      const pdf = await reportPdf(request, viewer, municipality.name)
      head()
      return response.send(pdf)
    }
    head()
    return response.stream(
      format === 'xlsx' ? reportXlsx(request, viewer) : Readable.from(reportCsv(request, viewer))
    )
  }

  async list(ctx: HttpContext) {
    ctx.authorize('reports.read')
    const viewer = viewerOf(ctx)
    const listed = await listReports(viewer)
    const described = await Promise.all(
      listed.map(async ({ name, title, help, section }) => {
        const report = await findReport(name, viewer).catch(() => null)
        return report && { name, title, help, section, ...shapeOf(report) }
      })
    )
    return ctx.response.json({ reports: described.filter((one) => one !== null) })
  }

  async rows(ctx: HttpContext) {
    ctx.authorize('reports.read')
    const request = await requestOf(ctx)
    refuseProblems(request)
    const page = pageOf(ctx.request.input('page'))
    const found = await reportPage(request.report, request.asked, { page, size: PAGE_SIZE })
    const viewer = viewerOf(ctx)
    await notePersonal(undefined, request, viewer, { way: 'api', rows: found.rows.length })
    return ctx.response.json({
      ...{ page, size: PAGE_SIZE, count: found.count },
      totals: await masked(request, viewer, [found.totals]).then(([totals]) => totals),
      rows: await masked(request, viewer, found.rows),
    })
  }
}

const shapeOf = ({ filters, columns }: Request['report']) => ({
  filters: filters.map((one) => ({ name: one.name, label: one.label, type: one.type })),
  columns: columns.map((one) => ({ name: one.name, label: one.label, type: one.type })),
})

/** What the reader may not see goes to their machines masked too. */
async function masked(
  { report }: Request,
  viewer: Viewer,
  rows: readonly Readonly<Record<string, unknown>>[]
) {
  const hidden = columnsFor(report, viewer).filter((one) => isHidden(report, one, viewer.actor))
  const extra = Object.values(report.orders ?? {})
  const cells = await cellsOf(hidden, [], viewer)
  return rows.map((row) => ({
    ...Object.fromEntries(Object.entries(row).filter(([name]) => !extra.includes(name))),
    ...Object.fromEntries(
      hidden
        .filter(({ name }) => row[name] !== undefined)
        .map((column) => [
          column.name,
          row[column.name] === null ? null : cells(row, [column])[0]!.text,
        ])
    ),
  }))
}
