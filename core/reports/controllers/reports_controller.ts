import { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import { registries } from '#core/kernel/index'
import { pageOf } from '#core/web/index'
import { reportCsv } from '../export/csv.ts'
import { reportPdf } from '../export/pdf.ts'
import { reportXlsx } from '../export/xlsx.ts'
import { type Request, type Viewer, findReport, readRequest, refuseProblems } from '../run/asked.ts'
import { reportPage } from '../run/run_report.ts'
import { PAGE_SIZE, reportView } from '../view/report_view.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const viewerOf = ({ actor, municipality }: HttpContext): Viewer => ({
  actor,
  timeZone: municipality.timeZone,
})

function requestOf(ctx: HttpContext): Request {
  const report = findReport(String(ctx.params.name), ctx.actor)
  return readRequest(report, ctx.request.qs(), viewerOf(ctx))
}

/** The declared reports: their list, their pages, their files and the same for machines. */
export default class ReportsController {
  async index({ actor, authorize, view }: HttpContext) {
    authorize('reports.read')
    const sections = new Map<string, { name: string; title: string; help: string }[]>()
    for (const { name, title, help, section, permission } of registries().reports.all()) {
      if (!actor.permissions.has(permission)) continue
      sections.set(section, [...(sections.get(section) ?? []), { name, title, help }])
    }
    return view.render('pages/reports/index', {
      sections: [...sections].map(([title, reports]) => ({ title, reports })),
    })
  }

  async show(ctx: HttpContext) {
    ctx.authorize('reports.read')
    const request = requestOf(ctx)
    const page = pageOf(ctx.request.input('page'))
    return ctx.view.render('pages/reports/show', {
      report: request.report,
      page: await reportView(request, viewerOf(ctx), page),
    })
  }

  async file(ctx: HttpContext) {
    ctx.authorize('reports.read')
    const request = requestOf(ctx)
    refuseProblems(request)
    const viewer = viewerOf(ctx)
    const { response } = ctx
    const wanted = String(ctx.request.input('format', 'csv'))
    const format = wanted === 'pdf' || wanted === 'xlsx' ? wanted : 'csv'
    const name = `${request.report.name.replaceAll(/[._]/g, '-')}.${format}`
    const head = (type: string) => {
      response.header('content-type', type)
      response.header('content-disposition', `attachment; filename="${name}"`)
    }
    if (format === 'pdf') {
      const pdf = await reportPdf(request, viewer, ctx.municipality.name)
      head('application/pdf')
      return response.send(pdf)
    }
    head(format === 'xlsx' ? XLSX : 'text/csv; charset=utf-8')
    const stream =
      format === 'xlsx' ? reportXlsx(request, viewer) : Readable.from(reportCsv(request, viewer))
    return response.stream(stream)
  }

  async list({ actor, authorize, response }: HttpContext) {
    authorize('reports.read')
    const reports = registries()
      .reports.all()
      .filter(({ permission }) => actor.permissions.has(permission))
      .map(({ name, title, help, section, filters, columns }) => ({
        name,
        title,
        help,
        section,
        filters: filters.map((one) => ({ name: one.name, label: one.label, type: one.type })),
        columns: columns.map((one) => ({ name: one.name, label: one.label, type: one.type })),
      }))
    return response.json({ reports })
  }

  async rows(ctx: HttpContext) {
    ctx.authorize('reports.read')
    const request = requestOf(ctx)
    refuseProblems(request)
    const page = pageOf(ctx.request.input('page'))
    const found = await reportPage(request.report, request.asked, { page, size: PAGE_SIZE })
    const { count, ...totals } = found.totals as { count: bigint }
    return ctx.response.json({
      page,
      size: PAGE_SIZE,
      count: Number(count),
      totals,
      rows: found.rows,
    })
  }
}
