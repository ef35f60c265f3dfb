import { refMonth, previousMonth } from '#core/calendar/index'
import { Dec } from '#core/money/index'

/** One month of a premise's past, the newest first. */
export interface ConsumptionMonth {
  readonly reference: string
  readonly m3: string
  readonly kind: string
}

/** What the consumption of the last months says, as the rule of inspections reads it. */
export interface ConsumptionFacts {
  /** Measured months of zero, one after the other, up to the last month read. */
  readonly zero_months: number
  /** Months without a reading, one after the other, up to the last. */
  readonly unread_months: number
  /** m³ of the last month, when it was measured. */
  readonly last_m3: string | null
  /** Of the last month against the mean of the measured ones before it, whole percent; null without both. */
  readonly drop_percent: number | null
}

const HUNDRED = Dec.of(100)
const isMeasured = ({ kind }: ConsumptionMonth) => kind === 'measured'
const isZero = (month: ConsumptionMonth) => isMeasured(month) && Dec.of(month.m3).isZero()

/** Pure. */
export function consumptionFacts(months: readonly ConsumptionMonth[]): ConsumptionFacts {
  const adjacent = withoutGap(months)
  const [last] = adjacent
  const measured = last && isMeasured(last) ? last : null
  return {
    zero_months: leading(adjacent, isZero),
    unread_months: leading(adjacent, (month) => !isMeasured(month)),
    last_m3: measured?.m3 ?? null,
    drop_percent: measured ? dropOf(measured, adjacent.slice(1)) : null,
  }
}

function leading<T>(list: readonly T[], test: (one: T) => boolean): number {
  const end = list.findIndex((one) => !test(one))
  return end === -1 ? list.length : end
}

/** Up to the first month that is missing. */
function withoutGap(months: readonly ConsumptionMonth[]): readonly ConsumptionMonth[] {
  const gap = months.findIndex(
    ({ reference }, place) =>
      place > 0 && reference !== previousMonth(refMonth(months[place - 1]!.reference))
  )
  return gap === -1 ? months : months.slice(0, gap)
}

/** Rounded to whole percent, half up; a rise is no drop. */
function dropOf(last: ConsumptionMonth, before: readonly ConsumptionMonth[]): number | null {
  const measured = before.filter(isMeasured)
  const sum = Dec.sum(measured.map(({ m3 }) => Dec.of(m3)))
  if (sum.isZero()) return null
  const times = Dec.of(last.m3).times(Dec.of(measured.length))
  const share = Dec.muldiv(times, HUNDRED, sum, 0, 'half-up')
  const drop = HUNDRED.minus(share)
  return drop.isNegative() ? 0 : Number.parseInt(drop.toString(), 10)
}
