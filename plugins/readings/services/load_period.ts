import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

/** First and last date on which the meters of a load were read; what bills it needs the configuration of these days. */
export interface LoadPeriod {
  readonly from: CivilDate
  readonly until: CivilDate
}

/**
 * The period of a load, from the earliest previous reading (or a month before the earliest current one) to the latest current
 * one; null when nothing was read. Of one billing set, when it is named.
 */
export async function loadPeriod(
  tx: Tx,
  loadId: bigint,
  setKey?: bigint
): Promise<LoadPeriod | null> {
  const [row] = await query<{ from: CivilDate | null; until: CivilDate | null }>(
    tx,
    `select least(min(i.previous_read_on), (min(r.read_on) - interval '1 month')::date) as "from", max(r.read_on) as until
       from readings_load_items i join readings_readings r on r.load_item_id = i.id
      where i.load_id = ? and (?::bigint is null or i.set_key = ?)`,
    [loadId, setKey ?? null, setKey ?? null]
  )
  return row?.from && row.until ? { from: row.from, until: row.until } : null
}
