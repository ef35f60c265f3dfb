import { todayIn } from '#core/access/index'
import { type CivilDate, addMonths, civilDate, formatDate } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import { errors } from './errors.ts'
import { KEPT_MONTHS } from './parameters.ts'

interface Scope {
  readonly municipalityId: bigint
  readonly now?: Date
}

/** The first day that is still too recent for the dead file. */
export async function keptSince(tx: Tx, { municipalityId, now }: Scope): Promise<CivilDate> {
  const months = await parameterWithin<number>(tx, { key: KEPT_MONTHS, municipalityId })
  return addMonths(await todayIn(tx, municipalityId, now), -months)
}

/** A year that has not been over for long enough is in use. @throws BusinessError E_ARCHIVE_RECENT */
export async function requireOld(tx: Tx, year: number, scope: Scope): Promise<CivilDate> {
  const since = await keptSince(tx, scope)
  if (`${year}-12-31` < since) return since
  const months = await parameterWithin<number>(tx, { key: KEPT_MONTHS, ...scope })
  const from = addMonths(civilDate(`${year + 1}-01-01`), months)
  throw errors.E_ARCHIVE_RECENT({ year, from: formatDate(from) })
}
