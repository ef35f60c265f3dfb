import { civilDate, daysBetween } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import type { EstimatedMonth, RebilledMonths } from './frozen_facts.ts'

export interface RealReading {
  /** m³ since the last real reading. */
  readonly m3: Dec
  readonly readOn: string
  /** Until when the premise was billed before this month. */
  readonly billedUntil: string
  /** What is settled in money may also have been estimated too much. */
  readonly inMoney?: boolean
}

/**
 * What passed through the meter since the last real reading, given to the months that were estimated and to this one in
 * proportion to their days, in whole m³ rounded down; this month has the rest. Null when it does not reach what the estimates
 * billed (unless it is settled in money), or a month has no days: then there is nothing to bill again.
 */
export function spreadOver(
  months: readonly EstimatedMonth[],
  { m3, readOn, billedUntil, inMoney = false }: RealReading
): RebilledMonths | null {
  const estimated = Dec.sum(months.map((month) => Dec.of(month.m3)))
  const days = months.map(({ from, until }) => daysBetween(civilDate(from), civilDate(until)))
  const now = daysBetween(civilDate(billedUntil), civilDate(readOn))
  if (months.length === 0 || [...days, now].some((one) => one <= 0)) return null
  if (!inMoney && m3.lt(estimated)) return null
  const total = days.reduce((sum, one) => sum + one, now)
  const parts = days.map((one) => Dec.muldiv(m3, Dec.of(one), Dec.of(total), 0, 'down'))
  return {
    months: months.map(({ reference, from, until, m3: billed }, index) => ({
      ...{ reference, from, until, estimated_m3: billed, real_m3: parts[index]!.toString() },
    })),
    now_m3: m3.minus(Dec.sum(parts)).toString(),
    ...(inMoney && { in_money: true as const }),
  }
}
