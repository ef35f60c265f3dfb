import { clock } from '#core/calendar/index'

/** Day of a municipality and this instant of it: a run is named by the day, and asked again it is another one. */
export const instantIn = (timeZone: string): string =>
  `${clock.today(timeZone)}${clock.now().toISOString().slice(10)}`
