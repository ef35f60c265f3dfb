import type { Report } from '../report.ts'
import type { ReportRow } from '../run/run_report.ts'
import type { Cells } from './cells.ts'

export interface ChartBar {
  readonly label: string
  readonly text: string
  /** Length of the bar in hundredths of the longest. */
  readonly share: number
  readonly isNegative: boolean
}

export interface ChartView {
  readonly title: string
  readonly category: string
  readonly value: string
  readonly bars: readonly ChartBar[]
}

/** Only the proportions of the drawing come from this; the figures shown are the exact texts. */
const magnitude = (value: unknown): number => Math.abs(Number(value ?? 0))

/** The chart of a report as bars with their exact figures: it reads as a table where it cannot be seen. */
export function chartView(
  report: Report,
  rows: readonly ReportRow[],
  cells: Cells
): ChartView | null {
  if (!report.chart || rows.length < 2) return null
  const { title, category, value } = report.chart
  const columns = [category, value].map((name) => report.columns.find((one) => one.name === name)!)
  const longest = Math.max(1, ...rows.map((row) => magnitude(row[value])))
  return {
    title,
    category: columns[0]!.label,
    value: columns[1]!.label,
    bars: rows.map((row) => {
      const [label, figure] = cells(row, columns)
      return {
        label: label!.text,
        text: figure!.text,
        share: Math.ceil((magnitude(row[value]) / longest) * 100),
        isNegative: String(row[value] ?? '').startsWith('-'),
      }
    }),
  }
}
