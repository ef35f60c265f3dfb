import type { ReportColumn } from '../report.ts'
import type { ReportRow } from '../run/run_report.ts'
import { asTotal, totalOf, totalWord } from '../run/totals.ts'
import type { Cells } from './cells.ts'

/** The cells of a line of totals, empty where nothing is worked out; null when no column is totalled. */
export function totalTexts(
  columns: readonly ReportColumn[],
  totals: ReportRow,
  cells: Cells
): (string | null)[] | null {
  if (!columns.some((column) => totalOf(column))) return null
  const shown = cells(totals, columns.map(asTotal))
  return columns.map((column, index) => {
    const how = totalOf(column)
    const value = totals[column.name]
    if (how === null || value === null || value === undefined) return null
    // A line of sums explains itself; anything else says what it is.
    return how === 'sum' ? shown[index]!.text : `${totalWord(how)} ${shown[index]!.text}`
  })
}
