import { clock } from '#core/calendar/index'
import { PdfRenderer, renderHtml } from '#core/documents/index'
import { format } from '#core/web/index'
import { isNumber } from '#core/records/index'
import { errors } from '../errors.ts'
import type { ReportColumn } from '../report.ts'
import type { Request, Viewer } from '../run/asked.ts'
import { type ReportRow, levelGroups, reportPage } from '../run/run_report.ts'
import { cellsOf, columnsFor } from '../view/cells.ts'
import { filterWords } from '../view/filter_words.ts'
import { type Line, levelLines, shownColumns } from '../view/level_lines.ts'
import { totalTexts } from '../view/total_texts.ts'
import { type PrintedLine, reportDocument } from './document.ts'
import { fileRows, labelsOf } from './rows.ts'

/** Rows that a PDF takes: some two hundred pages, which nobody reads further. */
export const PDF_LIMIT = 8000

/** A report on paper. @throws BusinessError E_REPORTS_LONG */
export async function reportPdf(
  request: Request,
  viewer: Viewer,
  utility: string
): Promise<Buffer> {
  const { report, asked } = request
  const { count, totals } = await reportPage(report, asked, { page: 1, size: 1 })
  if (count > PDF_LIMIT)
    throw errors.E_REPORTS_LONG({ title: report.title, count, limit: PDF_LIMIT })
  const all = columnsFor(report, viewer)
  const columns = shownColumns(report, all)
  const lines = await printedLines(request, viewer, all)
  const sums = count ? totalTexts(columns, totals, await cellsOf(columns, [], viewer)) : null
  const { paper: wide } = reportDocument
  const paper = report.orientation === 'portrait' ? { ...wide, format: 'A4' as const } : wide
  const html = renderHtml({ ...reportDocument, paper }, null, {
    utility,
    title: report.title,
    words: await filterWords(request, viewer),
    printed_at: format.datetime(clock.now(), viewer.timeZone),
    printed_by: viewer.actor.name,
    head: labelsOf(columns).map((text, index) => ({ text, is_number: isNumber(columns[index]!) })),
    lines,
    totals: (sums ?? []).map((text, index) => ({
      text: text ?? (index ? '' : 'Total'),
      is_number: isNumber(columns[index]!),
    })),
    count: count === 1 ? '1 linha' : `${format.integer(count)} linhas`,
  })
  const renderer = new PdfRenderer({ pages: 1 })
  try {
    return await renderer.renderPdf(html)
  } finally {
    await renderer.close()
  }
}

async function printedLines(
  request: Request,
  viewer: Viewer,
  columns: readonly ReportColumn[]
): Promise<PrintedLine[]> {
  const { report, asked } = request
  const rows: ReportRow[] = []
  for await (const batch of fileRows(request, viewer, 'pdf')) rows.push(...batch)
  const cells = await cellsOf(columns, rows, viewer)
  const drawn = { report, columns, cells, actor: viewer.actor }
  const lines: Line[] = report.levels?.length
    ? levelLines(drawn, {
        rows,
        before: null,
        after: null,
        groups: await levelGroups(report, asked),
      })
    : rows.map((row) => ({ kind: 'row', cells: cells(row, columns), path: null }))
  return lines.map((line) => printed(line, shownColumns(report, columns)))
}

function printed(line: Line, columns: readonly ReportColumn[]): PrintedLine {
  switch (line.kind) {
    case 'row':
      return {
        kind: 'row',
        ...{ text: '', span: 0 },
        cells: line.cells.map(({ text, isNumber: is }) => ({ text, is_number: is })),
      }
    case 'head':
      return { kind: `head-${line.depth}`, text: line.text, span: columns.length, cells: [] }
    case 'total': {
      const cells = line.cells.map((text, index) => ({
        text: text ?? '',
        is_number: isNumber(columns[line.span + index]!),
      }))
      return { kind: 'total', text: line.text, span: line.span, cells }
    }
  }
}
