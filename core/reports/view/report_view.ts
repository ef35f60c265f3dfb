import { Dec } from '#core/money/index'
import type { Pager } from '#core/web/index'
import { pagerOf } from '#core/web/index'
import type { Shown } from '#core/records/index'
import type { ReportColumn } from '../report.ts'
import type { Request, Viewer } from '../run/asked.ts'
import { hasProblem } from '../run/filter_values.ts'
import {
  type ReportRow,
  chartRows,
  reportGroups,
  reportPage,
  totalColumns,
} from '../run/run_report.ts'
import { addressOf, queryOf } from './addresses.ts'
import { cellsOf } from './cells.ts'
import { type ChartView, chartView } from './chart.ts'
import { type FilterBox, filterBoxes, filterWords } from './filter_view.ts'

export const PAGE_SIZE = 50

export interface HeadCell {
  readonly label: string
  readonly isNumber: boolean
  readonly path: string | null
  readonly aria: 'ascending' | 'descending' | null
}

export interface TableBody {
  readonly head: readonly HeadCell[]
  readonly rows: readonly { readonly cells: readonly Shown[]; readonly path: string | null }[]
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

const COUNT: ReportColumn = { name: 'count', label: 'Linhas', type: 'integer', isTotal: true }
const columnOf = ({ report }: Request, name: string) =>
  report.columns.find((column) => column.name === name)!

/** Everything that the page of a report shows; without a run while a filter has a problem. */
export async function reportView(
  request: Request,
  viewer: Viewer,
  page: number
): Promise<ReportView> {
  const boxes = await filterBoxes(request.chosen, viewer)
  const base = {
    boxes,
    words: filterWords(boxes),
    groups: groupTabs(request),
    files: fileLinks(request),
  }
  if (hasProblem(request.chosen))
    return { ...base, hasProblem: true, count: 0, table: null, chart: null, slice: null }
  const { count, table } = request.groupBy
    ? await groupTable(request, viewer, request.groupBy)
    : await rowTable(request, viewer, page)
  return {
    ...base,
    hasProblem: false,
    count,
    table,
    chart: await chartOf(request, viewer),
    slice: sliceView(request),
  }
}

async function chartOf(request: Request, viewer: Viewer): Promise<ChartView | null> {
  const { report, asked } = request
  if (!report.chart) return null
  const rows = await chartRows(report, asked)
  return chartView(report, rows, await cellsOf(report, rows, viewer))
}

async function rowTable(request: Request, viewer: Viewer, page: number) {
  const { report, asked } = request
  const found = await reportPage(report, asked, { page, size: PAGE_SIZE })
  const cells = await cellsOf(report, found.rows, viewer)
  const table: TableBody = {
    head: report.columns.map((column) => headCell(request, column)),
    rows: found.rows.map((row) => ({ cells: cells(row, report.columns), path: null })),
    totals: totalCells(report.columns, found.totals, cells(found.totals, report.columns)),
    pager: pagerOf({
      page,
      size: PAGE_SIZE,
      total: found.count,
      path: `/reports/${report.name}`,
      query: queryOf(request),
    }),
  }
  return { count: found.count, table }
}

async function groupTable(request: Request, viewer: Viewer, name: string) {
  const { report, asked } = request
  const rows = await reportGroups(report, asked, name)
  const columns = [columnOf(request, name), COUNT, ...totalColumns(report)]
  const cells = await cellsOf(report, rows, viewer)
  const totals = sumRows(rows, columns)
  const table: TableBody = {
    head: columns.map(({ label, type }) => ({
      label,
      isNumber: isNumber(type),
      path: null,
      aria: null,
    })),
    rows: rows.map((row) => ({
      cells: cells(row, columns),
      path: addressOf(request, { in: `${name}:${groupValue(row[name])}` }),
    })),
    totals: totalCells(columns, totals, cells(totals, columns)),
    pager: null,
  }
  return { count: rows.length, table }
}

const groupValue = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  return value instanceof Date ? value.toISOString() : String(value)
}

const NUMBERS = new Set(['integer', 'decimal', 'money', 'volume'])
const isNumber = (type: string) => NUMBERS.has(type)

function headCell(request: Request, { name, label, type }: ReportColumn): HeadCell {
  const { column, direction } = request.asked.sort
  const isOn = column === name
  const next = isOn && direction === 'asc' ? `-${name}` : name
  return {
    label,
    isNumber: isNumber(type),
    path: addressOf(request, { sort: next }),
    aria: isOn ? (direction === 'asc' ? 'ascending' : 'descending') : null,
  }
}

function totalCells(
  columns: readonly ReportColumn[],
  totals: ReportRow,
  cells: readonly Shown[]
): (string | null)[] | null {
  if (!columns.some(({ isTotal }) => isTotal)) return null
  return columns.map(({ isTotal, name }, index) =>
    isTotal && totals[name] !== null && totals[name] !== undefined ? cells[index]!.text : null
  )
}

/** The totals of the groups shown, exact. */
function sumRows(rows: readonly ReportRow[], columns: readonly ReportColumn[]): ReportRow {
  return Object.fromEntries(
    columns
      .filter(({ isTotal }) => isTotal)
      .map(({ name }) => {
        const values = rows.map((row) => Dec.of((row[name] ?? 0) as bigint | string))
        return [name, values.reduce((sum, value) => sum.plus(value), Dec.ZERO).toString()]
      })
  )
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

function sliceView(request: Request): ReportView['slice'] {
  const { slice } = request.asked
  if (!slice) return null
  const column = columnOf(request, slice.column)
  const option = column.options?.find(({ value }) => value === slice.value)
  const plain = slice.value?.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1')
  return {
    text: `${column.label}: ${option?.label ?? plain?.replace(/^(\d{4})-(\d{2})$/, '$2/$1') ?? 'sem valor'}`,
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
