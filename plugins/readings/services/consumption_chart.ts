import { formatRefMonth } from '#core/calendar/index'
import type { RefMonth } from '#core/calendar/index'
import { Dec, formatDecimal } from '#core/money/index'
import type { HistoryMonth } from '../domain/frozen_facts.ts'

export interface ChartBar {
  readonly x: number
  readonly y: number
  readonly height: number
  readonly title: string
  readonly kind: 'measured' | 'other' | 'now'
}

export interface ConsumptionChart {
  readonly bars: readonly ChartBar[]
  /** Heights of the expected consumption, from the top of the picture; null without an average. */
  readonly band: { readonly y: number; readonly height: number } | null
  readonly width: number
  readonly height: number
}

export interface ChartedMonth {
  readonly reference: string
  /** m³; null when nothing was measured. */
  readonly m3: number | null
  readonly expected: { readonly min: string; readonly max: string } | null
  /** The past, the newest first. */
  readonly history: readonly HistoryMonth[]
}

const MONTHS = 12
/** The picture: one column of ten a month, sixty high. */
const COLUMN = 10
const HIGH = 60
const LEAST = 1

const named = (reference: string, m3: string): string =>
  `${formatRefMonth(reference as RefMonth)}: ${formatDecimal(Dec.of(m3))} m³`

/** The past twelve months and this one as columns, with the band of what was expected behind them. */
export function consumptionChart({
  reference,
  m3,
  expected,
  history,
}: ChartedMonth): ConsumptionChart {
  const past = history.slice(0, MONTHS).toReversed()
  const size = (text: string) => Number.parseFloat(text)
  const top = Math.max(1, m3 ?? 0, size(expected?.max ?? '0'), ...past.map((one) => size(one.m3)))
  const heightOf = (value: number) => Math.max(LEAST, Math.trunc((value / top) * HIGH))
  const bar = (place: number, value: number, rest: Pick<ChartBar, 'title' | 'kind'>): ChartBar => ({
    ...{ x: place * COLUMN + 1, y: HIGH - heightOf(value), height: heightOf(value) },
    ...rest,
  })
  const bars = past.map(({ reference: month, m3: used, kind }, index) =>
    bar(MONTHS - past.length + index, size(used), {
      title: named(month, used),
      kind: kind === 'measured' ? 'measured' : 'other',
    })
  )
  if (m3 !== null) bars.push(bar(MONTHS, m3, { title: named(reference, String(m3)), kind: 'now' }))
  return { bars, band: bandOf(expected, top), width: (MONTHS + 1) * COLUMN, height: HIGH }
}

function bandOf(expected: ChartedMonth['expected'], top: number): ConsumptionChart['band'] {
  if (!expected) return null
  const at = (text: string) => Math.trunc((Number.parseFloat(text) / top) * HIGH)
  const upper = at(expected.max)
  return { y: HIGH - upper, height: Math.max(LEAST, upper - at(expected.min)) }
}
