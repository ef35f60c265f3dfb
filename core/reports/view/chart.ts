import type { ReportChart, ReportColumn } from '../report.ts'
import { ROW_COUNT, type ReportRow } from '../run/run_report.ts'
import { asTotal, totalOf, totalWord } from '../run/totals.ts'
import type { Cells } from './cells.ts'
import { type LineDrawing, type PieSlice, lineDrawing, pieSlices } from './drawings.ts'

export interface ChartBar {
  readonly label: string
  readonly text: string
  /** Length of the bar in hundredths of the longest. */
  readonly share: number
  readonly isNegative: boolean
}

export interface ChartView {
  readonly title: string
  readonly kind: 'bar' | 'line' | 'pie'
  readonly category: string
  readonly value: string
  readonly bars: readonly ChartBar[]
  readonly line: LineDrawing | null
  readonly slices: readonly PieSlice[]
}

interface Charted {
  readonly rows: readonly ReportRow[]
  readonly cells: Cells
}

/** Only the proportions of the drawing come from this; the figures shown are the exact texts. */
const magnitude = (value: unknown): number => Number(value ?? 0)

/** A pie shows parts of a whole, which negative figures are not. */
function kindOf({ kind = 'bar' }: ReportChart, sizes: readonly number[]): ChartView['kind'] {
  const isWhole = sizes.every((size) => size >= 0) && sizes.some((size) => size > 0)
  return kind === 'pie' && !isWhole ? 'bar' : kind
}

/** The chart of a report with its exact figures: it reads as a table where it cannot be seen. */
export function chartView(
  chart: ReportChart,
  columns: readonly ReportColumn[],
  { rows, cells }: Charted
): ChartView | null {
  if (rows.length < 2) return null
  const column = (name: string) => columns.find((one) => one.name === name)
  const category = column(chart.category)!
  const value = column(chart.value) ?? column(ROW_COUNT)!
  const sizes = rows.map((row) => magnitude(row[value.name]))
  const longest = Math.max(1e-9, ...sizes.map(Math.abs))
  const kind = kindOf(chart, sizes)
  const how = totalOf(value)
  return {
    ...{ title: chart.title, kind, category: category.label },
    value: how && how !== 'sum' ? `${value.label} (${totalWord(how)})` : value.label,
    bars: rows.map((row, index) => {
      const [label, figure] = cells(row, [category, asTotal(value)])
      return {
        label: label!.text,
        text: figure!.text,
        share: Math.ceil((Math.abs(sizes[index]!) / longest) * 100),
        isNegative: sizes[index]! < 0,
      }
    }),
    line: kind === 'line' ? lineDrawing(sizes) : null,
    slices: kind === 'pie' ? pieSlices(sizes) : [],
  }
}
