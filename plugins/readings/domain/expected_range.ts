import { Dec } from '#core/money/index'
import type { ExpectedRow, PeriodPolicy } from './policy.ts'

export interface ExpectedRange {
  /** m³, decimal text. */
  readonly min: string
  readonly max: string
}

/**
 * Consumption expected of a premise by its average: the row whose limits hold the average says how many percent below and
 * above. Null without an average or a row for it.
 */
export function expectedRange(
  averageM3: string | null,
  rows: readonly ExpectedRow[]
): ExpectedRange | null {
  if (averageM3 === null) return null
  const average = Dec.of(averageM3)
  const row = rows.find(({ over, to }) => isWithin(average, over, to))
  if (!row) return null
  const share = (percent: number) =>
    Dec.muldiv(average, Dec.of(percent), Dec.of(100), 2, 'half-up').toString()
  return { min: share(100 - row.below_percent), max: share(100 + row.above_percent) }
}

/** The first row also holds its lower limit, so that an average of zero has a row. */
function isWithin(average: Dec, over: number, to: number | null): boolean {
  const lower = Dec.of(over)
  const isAbove = over === 0 ? average.gte(lower) : average.gt(lower)
  return isAbove && (to === null || average.lte(Dec.of(to)))
}

export interface ReadingRange {
  readonly from: number
  readonly until: number
}

/** The expected range as readings of the dial: only whole m³ that lie inside it, past the turn when the dial turns. */
export function expectedReadings(
  previous: number,
  { min, max }: ExpectedRange,
  digits: number
): ReadingRange {
  const turn = BigInt(10) ** BigInt(digits)
  const at = (m3: Dec) =>
    Number.parseInt(((BigInt(previous) + m3.toUnits(0)) % turn).toString(), 10)
  return {
    from: at(Dec.of(min).round(0, 'up')),
    until: at(Dec.of(max).round(0, 'down')),
  }
}

/** The range for a period outside the usual number of days: in proportion to the nominal month. */
export function rangeForDays(
  range: ExpectedRange,
  days: number,
  { from_days: from, until_days: until, nominal_days: nominal }: PeriodPolicy
): ExpectedRange {
  if (days >= from && days <= until) return range
  const scale = (m3: string) =>
    Dec.muldiv(Dec.of(m3), Dec.of(days), Dec.of(nominal), 2, 'half-up').toString()
  return { min: scale(range.min), max: scale(range.max) }
}
