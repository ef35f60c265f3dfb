import {
  type CellContext,
  type RecordField,
  type Shown,
  findLabels,
  showValue,
} from '#core/records/index'
import type { Report, ReportColumn } from '../report.ts'
import { type Viewer, isHidden } from '../run/asked.ts'
import type { ReportRow } from '../run/run_report.ts'

export type Cells = (row: ReportRow, columns: readonly ReportColumn[]) => readonly Shown[]

/** The columns as they are for a reader: what they may see is no longer personal, the rest is masked. */
export const columnsFor = (report: Report, { actor }: Viewer): ReportColumn[] =>
  report.columns.map((column) =>
    column.isPersonal && !isHidden(report, column, actor)
      ? { ...column, isPersonal: false }
      : column
  )

/** What the cells of some rows are written with: labels of references cost one query. */
export async function cellContext(
  columns: readonly ReportColumn[],
  rows: readonly ReportRow[],
  { actor, timeZone, within }: Viewer
): Promise<CellContext> {
  const labels = await findLabels(columns as readonly RecordField[], rows as never, actor, within)
  return { timeZone, seesPersonal: false, labels }
}

/** How the cells of some rows read on a page or on paper, for columns as they are for the reader. */
export async function cellsOf(
  columns: readonly ReportColumn[],
  rows: readonly ReportRow[],
  viewer: Viewer
): Promise<Cells> {
  const { labels, ...rest } = await cellContext(columns, rows, viewer)
  const context = {
    ...rest,
    reference: (record: string, id: bigint | string) => labels.get(record, id),
  }
  return (row, wanted) => wanted.map((column) => showValue(column, row[column.name], context))
}
