import { type CivilDate, addDays } from '#core/calendar/index'

/** Longer than the parameter of first charges may ask to wait, with a month between load and reading. */
const RECENT_DAYS = 150

/** After which day what changed at a connection is frozen with a load. */
export const recentAfter = (on: CivilDate): CivilDate => addDays(on, -RECENT_DAYS)
