import { clock } from '#core/calendar/index'
import { PdfRenderer, renderHtml } from '#core/documents/index'
import { format } from '#core/web/index'
import { errors } from '../errors.ts'
import type { Request, Viewer } from '../run/asked.ts'
import { reportPage } from '../run/run_report.ts'
import { cellsOf } from '../view/cells.ts'
import { filterBoxes, filterWords } from '../view/filter_view.ts'
import { reportDocument } from './document.ts'
import { fileRows, labelsOf } from './rows.ts'

/** Rows that a PDF takes: some two hundred pages, which nobody reads further. */
const LIMIT = 8000

/** A report on paper. @throws BusinessError E_REPORTS_LONG */
export async function reportPdf(
  request: Request,
  viewer: Viewer,
  utility: string
): Promise<Buffer> {
  const { report, asked } = request
  const { count, totals } = await reportPage(report, asked, { page: 1, size: 1 })
  if (count > LIMIT) throw errors.E_REPORTS_LONG({ title: report.title, count, limit: LIMIT })
  const cells = await cellsOf(report, [], viewer)
  const numbers = cells(totals, report.columns).map(({ isNumber }) => isNumber)
  const rows: { text: string; is_number: boolean }[][] = []
  for await (const batch of fileRows(request, viewer, 'pdf')) {
    const shown = await cellsOf(report, batch, viewer)
    for (const row of batch) {
      rows.push(
        shown(row, report.columns).map(({ text, isNumber }) => ({ text, is_number: isNumber }))
      )
    }
  }
  const sums = cells(totals, report.columns)
  const hasTotals = report.columns.some(({ isTotal }) => isTotal) && count > 0
  const html = renderHtml(reportDocument, null, {
    utility,
    title: report.title,
    words: filterWords(await filterBoxes(request.chosen, viewer)),
    printed_at: format.datetime(clock.now(), viewer.timeZone),
    printed_by: viewer.actor.name,
    head: labelsOf(report.columns).map((text, index) => ({
      text,
      is_number: numbers[index] ?? false,
    })),
    rows,
    totals: hasTotals
      ? report.columns.map(({ isTotal }, index) => ({
          text: isTotal ? sums[index]!.text : index ? '' : 'Total',
          is_number: numbers[index] ?? false,
        }))
      : [],
    count: count === 1 ? '1 linha' : `${format.integer(count)} linhas`,
  })
  const renderer = new PdfRenderer({ pages: 1 })
  try {
    return await renderer.renderPdf(html)
  } finally {
    await renderer.close()
  }
}
