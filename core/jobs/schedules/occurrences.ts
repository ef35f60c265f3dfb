import { DateTime } from 'luxon'
import { type BusinessCalendar, type CivilDate, addDays, dateAt } from '#core/calendar/index'
import { parseCron } from './cron.ts'
import { type DayRule, type Recurrence, dayTest, movedDay } from './recurrence.ts'

/** What says when a schedule is due. */
export interface Timing {
  readonly recurrence: Recurrence
  /** `HH:MM` on the municipality's clocks; a cron expression has its own times. */
  readonly timeOfDay: string
  readonly dayRule: DayRule
  readonly startsOn: CivilDate
  readonly endsOn: CivilDate | null
}

export interface Occurrence {
  readonly date: CivilDate
  /** `HH:MM` on the municipality's clocks. */
  readonly timeOfDay: string
  readonly at: Date
}

/** No chain of holidays and weekends moves a day further than this. */
const LONGEST_MOVE = 10
/** How far ahead an occurrence is looked for. */
const HORIZON = 366 * 5

/**
 * The first occurrences after an instant, in order. Daylight saving: a time that a day does not have is taken an hour
 * later, one that it has twice is taken once.
 */
export function nextOccurrences(
  timing: Timing,
  {
    after,
    count,
    timeZone,
  }: { readonly after: Date; readonly count: number; readonly timeZone: string },
  calendar: BusinessCalendar
): Occurrence[] {
  const isOn = dayTest(timing.recurrence, calendar)
  const times = timesOf(timing)
  const found = new Map<number, Occurrence>()
  const begin = latest(timing.startsOn, addDays(dateAt(after, timeZone), -LONGEST_MOVE))
  let enoughAt: CivilDate | null = null
  for (let day = begin, left = HORIZON; left > 0; day = addDays(day, 1), left--) {
    if (enoughAt !== null && day > enoughAt) break
    const date = isOn(day) ? movedDay(day, timing.dayRule, calendar) : null
    if (date === null || date < timing.startsOn) continue
    if (timing.endsOn !== null && date > timing.endsOn) {
      if (day > addDays(timing.endsOn, LONGEST_MOVE)) break
      continue
    }
    for (const time of times) {
      const at = instantOf(date, time, timeZone)
      if (at > after) found.set(at.getTime(), { date, timeOfDay: time, at })
    }
    if (enoughAt === null && found.size >= count) enoughAt = addDays(day, LONGEST_MOVE)
  }
  return [...found.values()].sort((a, b) => a.at.getTime() - b.at.getTime()).slice(0, count)
}

const timesOf = ({ recurrence, timeOfDay }: Timing): readonly string[] =>
  recurrence.kind === 'cron' ? parseCron(recurrence.expression).times : [timeOfDay]

const latest = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b)

function instantOf(date: CivilDate, time: string, timeZone: string): Date {
  return DateTime.fromISO(`${date}T${time}`, { zone: timeZone }).toJSDate()
}
