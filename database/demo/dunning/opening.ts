import type { CivilDate } from '#core/calendar/index'
import { registries } from '#core/kernel/index'
import { banksAround } from '../collection/days.ts'
import type { DemoContext } from '../part.ts'

const NEEDED = ['dunning', 'plans', 'collections']

/** Whether what collects debts is there: modules may be off. */
export const isCollecting = (): boolean => {
  const names = new Set(registries().plugins.map(({ name }) => name))
  return NEEDED.every((name) => names.has(name))
}

/** Noon in Cuiabá. */
export const noonOf = (day: CivilDate): string => `${day}T16:00:00Z`

/** The first business day of the demo: the debts of the system before enter its books. */
export const takeOverDay = ({ asOf }: Pick<DemoContext, 'asOf'>): string =>
  noonOf(banksAround(asOf).nextBusinessDay(asOf))
