import { Dec } from '#core/money/index'
import type { HistoryMonth } from './frozen_facts.ts'
import type { AveragePolicy } from './policy.ts'

export interface AveragesAfter {
  /** Mean of the last valid consumptions, as many as the policy says, this month among them; null without any. */
  readonly monthly: string | null
  /** The same of the last twelve months. */
  readonly annual: string | null
}

export interface JudgedMonth {
  /** What the month itself used, decimal text in m³. */
  readonly m3: string
  readonly entersAverage: boolean
}

const YEAR = 12

/** Whether a month of the past counts for averages: a measured one, unless its load says otherwise. */
export const entersAverage = ({ kind, enters_average: said }: HistoryMonth): boolean =>
  said ?? kind === 'measured'

/**
 * The averages of a premise once a month is judged, with as many decimals as the policy keeps, half up. `history` is the past
 * frozen with the load, the newest first.
 */
export function averagesAfter(
  history: readonly HistoryMonth[],
  month: JudgedMonth,
  { months, decimals }: AveragePolicy
): AveragesAfter {
  const valid = month.entersAverage ? [Dec.of(month.m3)] : []
  let seen = 1
  for (const past of history) {
    if (seen++ === YEAR) break
    if (entersAverage(past)) valid.push(Dec.of(past.own_m3 ?? past.m3))
  }
  if (valid.length === 0) return { monthly: null, annual: null }
  const mean = (some: readonly Dec[]) =>
    Dec.sum(some).divide(Dec.of(some.length), decimals, 'half-up').toString()
  const annual = mean(valid)
  return { monthly: valid.length <= months ? annual : mean(valid.slice(0, months)), annual }
}
