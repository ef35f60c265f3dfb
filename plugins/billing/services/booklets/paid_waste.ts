import { type CivilDate, addDays } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { TermsQuery } from '../settings/terms.ts'

/** Longer than from a load to its last reading: a booklet that begins meanwhile is frozen too. */
const AHEAD_DAYS = 90

/** Plain JSON, so that it is frozen as it is. */
type PaidDays = Record<'from' | 'until', CivilDate>

/** The days whose waste booklets of some premises pay, from a day on; most premises have none. */
export async function paidWaste(
  tx: Tx,
  { municipalityId, premiseIds, on }: TermsQuery
): Promise<ReadonlyMap<bigint, PaidDays[]>> {
  const rows = await query<PaidDays & { premise_id: bigint }>(
    tx,
    `select premise_id, covers_from as "from", covers_until as until from billing_waste_booklets
      where municipality_id = ? and premise_id = any(?::bigint[]) and state = 'current' and covers_until >= ? and covers_from <= ?
      order by premise_id, covers_from`,
    [municipalityId, premiseIds, on, addDays(on, AHEAD_DAYS)]
  )
  const groups = Map.groupBy(rows, ({ premise_id: id }) => id)
  return new Map(
    [...groups].map(([id, own]) => [id, own.map(({ from, until }) => ({ from, until }))])
  )
}
