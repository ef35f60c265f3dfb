import { type Tx, query } from '#core/database/index'

/** The counts of the field work of a load (TR-3.2.4.18.6). */
export interface WorkCounts {
  readonly made: number
  readonly toMake: number
  readonly calculatedPrinted: number
  readonly calculatedNotPrinted: number
  readonly renotices: number
  readonly excessNotices: number
  readonly occurrenceBills: number
  readonly transferred: number
  readonly awaiting: number
}

const NONE: WorkCounts = {
  ...{ made: 0, toMake: 0, calculatedPrinted: 0, calculatedNotPrinted: 0, renotices: 0 },
  ...{ excessNotices: 0, occurrenceBills: 0, transferred: 0, awaiting: 0 },
}

interface Row {
  readonly to_read: number
  readonly transmitted: number
  readonly awaiting: number
  readonly calculated: number
  readonly printed: number
  readonly renotices: number
  readonly excess: number
  readonly occurrences: number
}

/**
 * Readings made are those that the server has and those that devices tell to have besides: made + to make = to be read, and
 * transferred + awaiting = made, always. What came by file or sheet is made and transferred.
 */
export async function workCounts(
  reader: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  loadId: bigint | null
): Promise<WorkCounts> {
  if (loadId === null) return NONE
  const [row] = await query<Row>(
    reader,
    `select coalesce(sum(a.to_read), 0)::int as to_read, coalesce(sum(a.transmitted), 0)::int as transmitted,
            coalesce(sum(least(a.to_read - a.transmitted, w.awaiting)), 0)::int as awaiting,
            coalesce(sum(w.calculated), 0)::int as calculated, coalesce(sum(w.printed), 0)::int as printed,
            coalesce(sum(w.renotices), 0)::int as renotices, coalesce(sum(w.excess), 0)::int as excess,
            coalesce(sum(w.occurrences), 0)::int as occurrences
       from readings_load_routes a
      cross join lateral (
        select coalesce(sum(greatest(made - transmitted, 0)), 0) as awaiting, sum(greatest(calculated, prints)) as calculated,
               sum(prints) as printed, sum(renotices) as renotices, sum(excess_notices) as excess,
               sum(occurrence_bills) as occurrences
          from readings_device_work where load_route_id = a.id) w
      where a.municipality_id = ? and a.load_id = ?`,
    [municipalityId, loadId]
  )
  const { to_read: toRead, transmitted, awaiting, calculated, printed, ...rest } = row!
  const made = transmitted + awaiting
  return {
    ...{ made, toMake: toRead - made, calculatedPrinted: printed },
    calculatedNotPrinted: calculated - printed,
    ...{ renotices: rest.renotices, excessNotices: rest.excess, occurrenceBills: rest.occurrences },
    ...{ transferred: transmitted, awaiting },
  }
}
