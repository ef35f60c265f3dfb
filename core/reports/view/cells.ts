import {
  type CellContext,
  type RecordField,
  type Shown,
  findLabels,
  showValue,
} from '#core/records/index'
import type { Report, ReportColumn } from '../report.ts'
import type { Viewer } from '../run/asked.ts'
import type { ReportRow } from '../run/run_report.ts'

export type Cells = (row: ReportRow, columns: readonly ReportColumn[]) => readonly Shown[]

/** Who may not see personal data elsewhere sees it masked here too. */
const seesPersonal = ({ name, personal }: Report, { actor }: Viewer) =>
  actor.permissions.has(personal ?? `${name.split('.')[0]}.personal_data`)

/** What the cells of some rows are written with: labels of references cost one query per record type pointed to. */
export async function cellContext(
  report: Report,
  rows: readonly ReportRow[],
  viewer: Viewer
): Promise<CellContext> {
  const fields = report.columns as readonly RecordField[]
  return {
    timeZone: viewer.timeZone,
    seesPersonal: seesPersonal(report, viewer),
    labels: await findLabels(fields, rows as never, viewer.actor),
  }
}

/** How the cells of some rows read on a page or on paper. */
export async function cellsOf(
  report: Report,
  rows: readonly ReportRow[],
  viewer: Viewer
): Promise<Cells> {
  const { labels, ...rest } = await cellContext(report, rows, viewer)
  const context = {
    ...rest,
    reference: (record: string, id: bigint | string) => labels.get(record, id),
  }
  return (row, columns) => columns.map((column) => showValue(column, row[column.name], context))
}
