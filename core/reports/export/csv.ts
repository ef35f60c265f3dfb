import { csvCell, csvLine } from '#core/records/index'
import type { Request, Viewer } from '../run/asked.ts'
import { cellContext } from '../view/cells.ts'
import { fileRows, labelsOf } from './rows.ts'

const BYTE_ORDER_MARK = '\uFEFF'

/** A report as CSV for Brazilian spreadsheets, written as it is read. */
export async function* reportCsv(request: Request, viewer: Viewer): AsyncGenerator<string> {
  const { report } = request
  yield BYTE_ORDER_MARK + csvLine(labelsOf(report.columns))
  for await (const rows of fileRows(request, viewer, 'csv')) {
    const context = await cellContext(report, rows, viewer)
    yield rows
      .map((row) => csvLine(report.columns.map((one) => csvCell(one, row as never, context))))
      .join('')
  }
}
