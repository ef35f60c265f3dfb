import {
  type CivilDate,
  type RefMonth,
  addDays,
  daysBetween,
  lastDay,
  maxDate,
  minDate,
  firstDay,
  monthOf,
  nextMonth,
} from '#core/calendar/index'
import { Dec } from '#core/money/index'

/** Digits of an accumulated percentage; the last one rounds half up. */
const SCALE = 6
/** Digits of a part of a month, as a fraction of its percentage. */
const PART_SCALE = 12
/** Digits of the factor that is carried from month to month. */
const FACTOR_SCALE = 12
const ONE = Dec.of(1)
const HUNDRED = Dec.of(100)

export type CorrectionPeriod = 'months' | 'days'

/** Content of parameter `receivables.monetary_correction`. */
export interface CorrectionTerms {
  readonly index: string
  readonly period: CorrectionPeriod
}

/** Monthly percentages of one index, by month. */
export type IndexSeries = ReadonlyMap<RefMonth, Dec>

/** A month of the delay and the percentage that it added. */
export interface CorrectedMonth {
  readonly month: RefMonth
  readonly percent: string
  /** The published month used: an earlier one while the month's own is not out; null when none was. */
  readonly published: RefMonth | null
}

export interface Correction {
  /** Accumulated percentage, as a plain decimal. */
  readonly percent: string
  readonly months: readonly CorrectedMonth[]
}

export const NO_CORRECTION: Correction = { percent: '0', months: [] }

export interface Delay {
  readonly dueOn: CivilDate
  readonly paidOn: CivilDate
}

/**
 * What an index grew by during a delay: the product of its months, less one. By `months`, those from the due date's to the one
 * before the payment's, whole; by `days`, each month for its days late, due date excluded and payment included. A month not yet
 * published counts as the last one that was; a delay in which prices fell corrects nothing. Pure. Source: Código Civil, arts. 389 and 395; DECISIONS 22.
 */
export function correctionOf(
  series: IndexSeries,
  period: CorrectionPeriod,
  delay: Delay
): Correction {
  const months = monthsOf(period, delay).map((month) => {
    const published = series.has(month) ? month : lastBefore(series, month)
    const whole = published === null ? Dec.ZERO : series.get(published)!
    const percent = period === 'months' ? whole : partOf(whole, month, delay)
    return { month, percent: percent.toString(), published }
  })
  const grown = months.reduce((factor, { percent }) => grow(factor, Dec.of(percent)), ONE)
  const percent = grown.minus(ONE).times(HUNDRED).round(SCALE, 'half-up')
  return { percent: (percent.isNegative() ? Dec.ZERO : percent).toString(), months }
}

const grow = (factor: Dec, percent: Dec): Dec =>
  factor.times(HUNDRED.plus(percent)).divide(HUNDRED, FACTOR_SCALE, 'half-up')

function monthsOf(period: CorrectionPeriod, { dueOn, paidOn }: Delay): RefMonth[] {
  const months: RefMonth[] = []
  const last = monthOf(paidOn)
  for (let month = monthOf(dueOn); month <= last; month = nextMonth(month)) months.push(month)
  return period === 'months' ? months.filter((month) => month < last) : months
}

function partOf(whole: Dec, month: RefMonth, { dueOn, paidOn }: Delay): Dec {
  const from = maxDate(addDays(dueOn, 1), firstDay(month))
  const until = minDate(paidOn, lastDay(month))
  const late = Math.max(0, daysBetween(from, until) + 1)
  const days = daysBetween(firstDay(month), lastDay(month)) + 1
  return Dec.muldiv(whole, Dec.of(late), Dec.of(days), PART_SCALE, 'half-up')
}

function lastBefore(series: IndexSeries, month: RefMonth): RefMonth | null {
  const before = [...series.keys()].filter((one) => one < month).sort()
  return before.at(-1) ?? null
}
