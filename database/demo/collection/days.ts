import { type BusinessCalendar, type CivilDate, addDays, clock, parts } from '#core/calendar/index'
import { bankCalendar } from '#plugins/receivables/api'

/**
 * The days of a month that is played. What happened on a past day is done with the clock standing at its noon, so that it is
 * posted on that day; on the day of today the clock stands where it was.
 */
export class PlayedDays {
  readonly #began = clock.now()
  readonly today: CivilDate

  constructor(today: CivilDate) {
    this.today = today
  }

  /** Noon in Cuiabá of a past day; a day still to come is today. */
  stand(day: CivilDate): void {
    clock.freeze(day < this.today ? `${day}T16:00:00Z` : this.#began)
  }

  /** The clock stands again at the instant at which the month began to be played. */
  end(): void {
    clock.freeze(this.#began)
  }

  isOver(day: CivilDate): boolean {
    return day < this.today
  }
}

/** National bank days of the years around a day. */
export function banksAround(day: CivilDate): BusinessCalendar {
  const { year } = parts(day)
  return bankCalendar(year - 1, year + 2, [])
}

/** The days from one to another, both inclusive. */
export function daysFrom(from: CivilDate, until: CivilDate): CivilDate[] {
  const days: CivilDate[] = []
  for (let day = from; day <= until; day = addDays(day, 1)) days.push(day)
  return days
}
