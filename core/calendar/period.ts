import { type CivilDate, daysBetween, maxDate, minDate } from './civil_date.ts'
import { periodError } from './errors.ts'

/**
 * Days from `from` (counted) to `until` (not counted). Two periods that touch share no day, and the days of the parts of
 * a period add up to its own. From a reading on the 1st to one on the 31st there are 30 days.
 */
export interface Period {
  readonly from: CivilDate
  readonly until: CivilDate
}

/** A part of a period, with its number of days (at least one). */
export interface Segment extends Period {
  readonly days: number
}

/** A period; empty when both dates are the same. Throws E_CALENDAR_PERIOD when it ends before it starts. */
export function period(from: CivilDate, until: CivilDate): Period {
  if (until < from) throw periodError(from, until)
  return { from, until }
}

/** The days that two periods share, or `null` when they share none. */
export function intersectPeriods(a: Period, b: Period): Period | null {
  const from = maxDate(a.from, b.from)
  const until = minDate(a.until, b.until)
  return from < until ? { from, until } : null
}

/**
 * Cuts a period where something changes (a tariff version coming into force on that day) and counts the days of each
 * part. Cuts come in any order; those outside the period, on its ends or repeated change nothing. An empty period has
 * no segments. Throws E_CALENDAR_PERIOD.
 */
export function splitPeriod(
  from: CivilDate,
  until: CivilDate,
  cuts: readonly CivilDate[]
): Segment[] {
  period(from, until)
  const inside = cuts.filter((cut) => cut > from && cut < until)
  const ends = [...new Set([...inside.sort(), until])]
  let start = from
  const segments: Segment[] = []
  for (const end of ends) {
    if (end > start) segments.push({ from: start, until: end, days: daysBetween(start, end) })
    start = end
  }
  return segments
}
