import { PassThrough, type Readable } from 'node:stream'
import excel from 'exceljs'
import { numberFormat, sheetValue } from '#core/records/index'
import type { Request, Viewer } from '../run/asked.ts'
import { cellContext, columnsFor } from '../view/cells.ts'
import { fileRows, labelsOf } from './rows.ts'

/** A report as a spreadsheet with typed cells, streamed: memory does not grow with its rows. */
export function reportXlsx(request: Request, viewer: Viewer): Readable {
  const stream = new PassThrough()
  write(request, viewer, stream).catch((error: unknown) => stream.destroy(error as Error))
  return stream
}

async function write(request: Request, viewer: Viewer, stream: PassThrough): Promise<void> {
  const { title } = request.report
  const columns = columnsFor(request.report, viewer)
  const book = new excel.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: false,
  })
  const sheet = book.addWorksheet(title.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31), {
    views: [{ state: 'frozen', ySplit: 1 }],
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
  for await (const rows of fileRows(request, viewer, 'xlsx')) {
    const context = await cellContext(columns, rows, viewer)
    for (const row of rows)
      sheet.addRow(columns.map((column) => sheetValue(column, row as never, context))).commit()
  }
  sheet.commit()
  await book.commit()
}
