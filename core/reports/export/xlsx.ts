import { PassThrough, type Readable } from 'node:stream'
import excel from 'exceljs'
import { numberFormat, sheetValue } from '#core/records/index'
import type { Request, Viewer } from '../run/asked.ts'
import { cellContext, columnsFor } from '../view/cells.ts'
import { shownColumns } from '../view/level_lines.ts'
import { fileRows, labelsOf } from './rows.ts'
import { writeLevels } from './xlsx_levels.ts'

/** The line of a group's totals stands under its rows, as on the screen. */
const OUTLINE = { summaryBelow: true, summaryRight: false }

/** A report as a spreadsheet with typed cells, streamed: memory does not grow with its rows. */
export function reportXlsx(request: Request, viewer: Viewer): Readable {
  const stream = new PassThrough()
  write(request, viewer, stream).catch((error: unknown) => stream.destroy(error as Error))
  return stream
}

async function write(request: Request, viewer: Viewer, stream: PassThrough): Promise<void> {
  const { title, levels = [] } = request.report
  const all = columnsFor(request.report, viewer)
  const columns = shownColumns(request.report, all)
  const book = new excel.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: false,
  })
  const sheet = book.addWorksheet(title.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31), {
    views: [{ state: 'frozen', ySplit: 1 }],
    properties: { outlineLevelRow: levels.length, outlineProperties: OUTLINE },
  })
  sheet.columns = columns.map((column) => ({
    width: Math.min(48, Math.max(12, column.label.length + 4)),
    style: { numFmt: numberFormat(column) ?? '@' },
  }))
  const head = sheet.addRow(labelsOf(columns))
  head.eachCell((cell) => {
    cell.font = { bold: true }
    cell.numFmt = '@'
  })
  head.commit()
  const batches = fileRows(request, viewer, 'xlsx')
  if (levels.length) await writeLevels(sheet, { request, viewer, columns: all }, batches)
  else {
    for await (const rows of batches) {
      const context = await cellContext(columns, rows, viewer)
      for (const row of rows)
        sheet.addRow(columns.map((column) => sheetValue(column, row as never, context))).commit()
    }
  }
  sheet.commit()
  await book.commit()
}
