import type { Worksheet } from 'exceljs'
import { type CellContext, type SheetValue, sheetValue } from '#core/records/index'
import type { ReportColumn } from '../report.ts'
import type { Request, Viewer } from '../run/asked.ts'
import { type LevelGroup, type ReportRow, levelGroups } from '../run/run_report.ts'
import { asTotal, totalOf } from '../run/totals.ts'
import { cellContext, cellsOf } from '../view/cells.ts'
import { type Line, levelLines, shownColumns } from '../view/level_lines.ts'

interface Written {
  readonly request: Request
  readonly viewer: Viewer
  /** Those of the levels too. */
  readonly columns: readonly ReportColumn[]
}

/**
 * The rows of a report under its levels: the head of each group, its rows one step in, and its totals, which close and open
 * by the outline of the spreadsheet; at the end, the totals of all. A batch waits for the next, whose first row says which
 * groups end.
 */
export async function writeLevels(
  sheet: Worksheet,
  written: Written,
  batches: AsyncIterable<readonly ReportRow[]>
): Promise<void> {
  const { report, asked } = written.request
  const groups = await levelGroups(report, asked)
  let before: ReportRow | null = null
  let waiting: readonly ReportRow[] = []
  for await (const rows of batches) {
    await writeBatch(sheet, written, { rows: waiting, before, after: rows[0] ?? null, groups })
    before = waiting.at(-1) ?? before
    waiting = rows
  }
  await writeBatch(sheet, written, { rows: waiting, before, after: null, groups })
  const whole = groups.find(({ depth }) => depth === 0)
  if (whole && waiting.length) await writeWhole(sheet, written, whole)
}

interface Batch {
  readonly rows: readonly ReportRow[]
  readonly before: ReportRow | null
  readonly after: ReportRow | null
  readonly groups: readonly LevelGroup[]
}

async function writeBatch(sheet: Worksheet, written: Written, batch: Batch): Promise<void> {
  const { request, viewer, columns } = written
  const { report } = request
  const shown = shownColumns(report, columns)
  const cells = await cellsOf(columns, batch.rows, viewer)
  const context = await cellContext(columns, batch.rows, viewer)
  const next = batch.rows.values()
  for (const line of levelLines({ report, columns, cells, actor: viewer.actor }, batch)) {
    if (line.kind === 'row') {
      const row = next.next().value as ReportRow
      put(
        sheet,
        shown.map((column) => sheetValue(column, row as never, context)),
        { level: report.levels!.length }
      )
    } else if (line.kind === 'total') {
      put(sheet, totalCells(shown, line, context), { level: line.depth, isBold: true })
    } else if (!line.note) put(sheet, [line.text], { level: line.depth, isBold: true })
  }
}

type TotalLine = Extract<Line, { readonly kind: 'total' }>

/** Sums as numbers; what is no sum as it stands on the screen, where it says what it is. */
const totalCells = (
  columns: readonly ReportColumn[],
  line: Pick<TotalLine, 'text' | 'span' | 'cells' | 'group'>,
  context: CellContext
): SheetValue[] =>
  columns.map((column, index) => {
    if (index < line.span) return index ? null : line.text
    return totalOf(column) === 'sum' && line.cells.length
      ? sheetValue(asTotal(column), line.group as never, context)
      : (line.cells[index - line.span] ?? null)
  })

async function writeWhole(
  sheet: Worksheet,
  { request, viewer, columns }: Written,
  group: LevelGroup
): Promise<void> {
  const shown = shownColumns(request.report, columns)
  const context = await cellContext(columns, [], viewer)
  const values = shown.map((column) =>
    totalOf(column) === 'sum' ? sheetValue(asTotal(column), group as never, context) : null
  )
  const isNamed = values[0] === null
  put(sheet, isNamed ? ['Total', ...values.slice(1)] : values, { level: 0, isBold: true })
}

function put(
  sheet: Worksheet,
  values: readonly SheetValue[],
  { level, isBold = false }: { readonly level: number; readonly isBold?: boolean }
): void {
  const row = sheet.addRow([...values])
  row.outlineLevel = level
  if (isBold) row.font = { bold: true }
  row.commit()
}
