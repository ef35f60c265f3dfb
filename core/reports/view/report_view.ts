import type { Pager } from '#core/web/index'
import { pagerOf } from '#core/web/index'
import { isNumber } from '#core/records/index'
import type { ReportColumn } from '../report.ts'
import type { Request, Viewer } from '../run/asked.ts'
import { hasProblem } from '../run/filter_values.ts'
import { notePersonal } from '../run/note_personal.ts'
import {
  ROW_COUNT,
  type ReportRow,
  chartRows,
  levelPage,
  reportGroups,
  reportPage,
} from '../run/run_report.ts'
import { asTotal, totalColumns } from '../run/totals.ts'
import { addressOf, queryOf } from './addresses.ts'
import { type Cells, cellsOf, columnsFor } from './cells.ts'
import { type ChartView, chartView } from './chart.ts'
import { type FilterBox, filterBoxes } from './filter_view.ts'
import { filterWords } from './filter_words.ts'
import { type Line, levelLines, rowPath, shownColumns } from './level_lines.ts'
import { totalTexts } from './total_texts.ts'

export const PAGE_SIZE = 50

export interface HeadCell {
  readonly label: string
  readonly isNumber: boolean
  readonly path: string | null
  readonly aria: 'ascending' | 'descending' | null
}

export interface TableBody {
  readonly head: readonly HeadCell[]
  readonly rows: readonly Line[]
  /** Cells of the line under the table, empty where nothing is added up. */
  readonly totals: readonly (string | null)[] | null
  readonly pager: Pager | null
}

export interface ReportView {
  readonly boxes: readonly FilterBox[]
  readonly words: readonly string[]
  readonly hasProblem: boolean
  readonly count: number
  readonly table: TableBody | null
  readonly chart: ChartView | null
  readonly groups: readonly {
    readonly label: string
    readonly path: string
    readonly isOn: boolean
  }[]
  /** The group that the rows are of, with the way back to all groups. */
  readonly slice: { readonly text: string; readonly path: string } | null
  readonly files: readonly { readonly label: string; readonly path: string }[]
}

const COUNT: ReportColumn = { name: ROW_COUNT, label: 'Linhas', type: 'integer', isTotal: true }
const columnOf = ({ report }: Request, name: string) =>
  report.columns.find((column) => column.name === name)!

/** What the parts of a page are made with. */
interface Drawing {
  readonly request: Request
  readonly viewer: Viewer
  readonly columns: readonly ReportColumn[]
}

/** Everything that the page of a report shows; without a run while a filter has a problem. */
export async function reportView(
  request: Request,
  viewer: Viewer,
  page: number
): Promise<ReportView> {
  const drawing = { request, viewer, columns: columnsFor(request.report, viewer) }
  const isRefused = hasProblem(request.chosen)
  const base = {
    boxes: await filterBoxes(request.chosen, viewer),
    words: isRefused ? [] : await filterWords(request, viewer),
    groups: groupTabs(request),
    files: fileLinks(request),
  }
  if (isRefused)
    return { ...base, hasProblem: true, count: 0, table: null, chart: null, slice: null }
  const { count, table } = request.groupBy
    ? await groupTable(drawing, request.groupBy)
    : await (request.report.levels?.length ? levelTable : rowTable)(drawing, page)
  await notePersonal(undefined, request, viewer, { way: 'list', rows: table.rows.length })
  return {
    ...base,
    hasProblem: false,
    count,
    table,
    chart: await chartOf(drawing),
    slice: await sliceView(drawing),
  }
}

async function chartOf({ request, viewer, columns }: Drawing): Promise<ChartView | null> {
  const { report, asked } = request
  if (!report.chart) return null
  const rows = await chartRows(report, asked)
  const withCount = [...columns, COUNT]
  return chartView(report.chart, withCount, { rows, cells: await cellsOf(columns, rows, viewer) })
}

async function rowTable({ request, viewer, columns }: Drawing, page: number) {
  const { report, asked } = request
  const found = await reportPage(report, asked, { page, size: PAGE_SIZE })
  const cells = await cellsOf(columns, found.rows, viewer)
  const table: TableBody = {
    head: columns.map((column) => headCell(request, column)),
    rows: found.rows.map((row) => ({
      kind: 'row',
      cells: cells(row, columns),
      path: rowPath(report, row, viewer.actor),
    })),
    totals: totalTexts(columns, found.totals, cells),
    pager: reportPager(request, page, found.count),
  }
  return { count: found.count, table }
}

async function levelTable({ request, viewer, columns }: Drawing, page: number) {
  const { report, asked } = request
  const found = await levelPage(report, asked, { page, size: PAGE_SIZE })
  const cells = await cellsOf(columns, found.rows, viewer)
  const shown = shownColumns(report, columns)
  const table: TableBody = {
    head: shown.map((column) => headCell(request, column)),
    rows: levelLines({ report, columns, cells, actor: viewer.actor }, found),
    totals: totalTexts(shown, found.totals, cells),
    pager: reportPager(request, page, found.count),
  }
  return { count: found.count, table }
}

const reportPager = (request: Request, page: number, total: number): Pager =>
  pagerOf({
    ...{ page, total, size: PAGE_SIZE },
    path: `/reports/${request.report.name}`,
    query: queryOf(request),
  })

async function groupTable({ request, viewer, columns: all }: Drawing, name: string) {
  const { report, asked } = request
  const { rows, totals } = await reportGroups(report, asked, name)
  const counted = all.filter((one) => totalColumns(report).some((total) => total.name === one.name))
  const columns = [all.find((one) => one.name === name)!, COUNT, ...counted]
  const cells = await cellsOf(columns, rows, viewer)
  const table: TableBody = {
    head: columns.map(({ label, type }) => ({
      label,
      isNumber: isNumber({ type }),
      path: null,
      aria: null,
    })),
    rows: rows.map((row) => ({
      kind: 'row',
      cells: groupCells(columns, row, cells),
      path: addressOf(request, { in: `${name}:${groupValue(row[name])}` }),
    })),
    totals: totalTexts(columns, totals, cells),
    pager: null,
  }
  return { count: rows.length, table }
}

const groupCells = ([group, ...rest]: readonly ReportColumn[], row: ReportRow, cells: Cells) =>
  cells(row, [group!, ...rest.map(asTotal)])

const groupValue = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  return value instanceof Date ? value.toISOString() : String(value)
}

function headCell(request: Request, { name, label, type, isPersonal }: ReportColumn): HeadCell {
  const { column, direction } = request.asked.sort
  const isOn = column === name
  const next = isOn && direction === 'asc' ? `-${name}` : name
  return {
    label,
    isNumber: isNumber({ type }),
    path: isPersonal ? null : addressOf(request, { sort: next }),
    aria: isOn ? (direction === 'asc' ? 'ascending' : 'descending') : null,
  }
}

function groupTabs(request: Request): ReportView['groups'] {
  const { groups = [] } = request.report
  if (!groups.length) return []
  const isPlain = request.groupBy === null && request.asked.slice === null
  return [
    { label: 'Linhas', path: addressOf(request, { group: null, in: null }), isOn: isPlain },
    ...groups.map((name) => ({
      label: `Por ${columnOf(request, name).label.toLowerCase()}`,
      path: addressOf(request, { group: name, in: null }),
      isOn: request.groupBy === name,
    })),
  ]
}

async function sliceView({ request, viewer, columns }: Drawing): Promise<ReportView['slice']> {
  const { slice } = request.asked
  if (!slice) return null
  const column = columns.find(({ name }) => name === slice.column)!
  const value = column.type === 'boolean' && slice.value ? slice.value === 'true' : slice.value
  const row = { [slice.column]: value }
  const [shown] = (await cellsOf([column], [row], viewer))(row, [column])
  return {
    text: `${column.label}: ${slice.value === null ? 'sem valor' : shown!.text}`,
    path: addressOf(request, { in: null, group: slice.column }),
  }
}

function fileLinks(request: Request): ReportView['files'] {
  const path = `/reports/${request.report.name}/file`
  return (['xlsx', 'csv', 'pdf'] as const).map((format) => ({
    label: { xlsx: 'Planilha (XLSX)', csv: 'Texto (CSV)', pdf: 'PDF' }[format],
    path: addressOf(request, { format }, path),
  }))
}
