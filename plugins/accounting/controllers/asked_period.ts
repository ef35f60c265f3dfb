import type { HttpContext } from '@adonisjs/core/http'
import {
  type CivilDate,
  civilDate,
  clock,
  firstDay,
  isCivilDate,
  lastDay,
  monthOf,
} from '#core/calendar/index'
import { errors } from '../errors.ts'

export interface Period {
  readonly from: CivilDate
  readonly until: CivilDate
}

/** This month, when none is asked for. */
export function periodOf({ request, municipality }: HttpContext): Period {
  const month = monthOf(clock.today(municipality.timeZone))
  const from: unknown = request.input('from') ?? firstDay(month)
  const until: unknown = request.input('until') ?? lastDay(month)
  if (!isCivilDate(from) || !isCivilDate(until) || until < from) {
    throw errors.E_ACCOUNTING_PERIOD({ from: String(from), until: String(until) })
  }
  return { from: civilDate(from), until: civilDate(until) }
}
