import { type CivilDate, addMonths } from '#core/calendar/index'

/**
 * Level of control AC-006 (Projeto Acertar): 3 when every one of the last three periods has a run, 2 when the base was
 * checked but not in each period, 1 when never.
 */
export function practiceLevel(
  runs: readonly CivilDate[],
  today: CivilDate,
  periodMonths: number
): 1 | 2 | 3 {
  if (!runs.length) return 1
  const periods = [0, 1, 2].map((index) => ({
    after: addMonths(today, -periodMonths * (index + 1)),
    until: addMonths(today, -periodMonths * index),
  }))
  const isCovered = periods.every(({ after, until }) =>
    runs.some((day) => day > after && day <= until)
  )
  return isCovered ? 3 : 2
}
