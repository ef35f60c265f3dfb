import { csvCell, csvHead, csvLine } from '#core/records/index'
import type { Request, Viewer } from '../run/asked.ts'
import { cellContext, columnsFor } from '../view/cells.ts'
import { fileRows, labelsOf } from './rows.ts'

/** A report as CSV for Brazilian spreadsheets, written as it is read. */
export async function* reportCsv(request: Request, viewer: Viewer): AsyncGenerator<string> {
  const columns = columnsFor(request.report, viewer)
  yield csvHead(labelsOf(columns))
  for await (const rows of fileRows(request, viewer, 'csv')) {
    const context = await cellContext(columns, rows, viewer)
    yield rows
      .map((row) => csvLine(columns.map((one) => csvCell(one, row as never, context))))
      .join('')
  }
}
