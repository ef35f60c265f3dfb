import { type RefMonth, addRefMonths } from '#core/calendar/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { Dec } from '#core/money/index'
import { meanOf } from '../domain/consumption.ts'
import type { ConsumptionKind, EstimatedMonth, HistoryMonth } from '../domain/frozen_facts.ts'
import type { AveragePolicy } from '../domain/policy.ts'

export interface PastReading {
  readonly premise_id: bigint
  readonly meter_id: bigint | null
  readonly reference: RefMonth
  readonly reading: number | null
  readonly read_on: CivilDate
  readonly kind: ConsumptionKind
  readonly billed_m3: string
  /** What the month itself used, where it also billed estimated months again. */
  readonly own_m3: string | null
  readonly credit_m3: string
  readonly enters_average: boolean
  readonly anomaly_code: string | null
}

const HISTORY_MONTHS = 12

/** The last twelve months of some premises, the newest first; what the critique still holds, or a later load took over, does not count. */
export async function pastReadings(
  tx: Tx,
  municipalityId: bigint,
  premiseIds: readonly bigint[],
  reference: RefMonth
): Promise<Map<bigint, PastReading[]>> {
  const rows = await query<PastReading>(
    tx,
    `select premise_id, meter_id, reference, coalesce(corrected_reading, reading) as reading, read_on, kind,
            coalesce(corrected_m3, billed_m3) as billed_m3,
            case when corrected_m3 is null then rebilled::jsonb ->> 'now_m3' else corrected_own_m3::text end as own_m3,
            coalesce(corrected_credit_m3, credit_m3) as credit_m3, enters_average, anomaly_code
       from readings_readings
      where municipality_id = ? and premise_id = any(?::bigint[]) and reference >= ? and reference < ?
        and state <> 'held' and billing <> 'superseded'
      order by premise_id, reference desc`,
    [municipalityId, premiseIds, addRefMonths(reference, -HISTORY_MONTHS), reference]
  )
  return Map.groupBy(rows, ({ premise_id: premiseId }) => premiseId)
}

/** With an average of the holder's own, what was read before their first day does not enter it. */
export const ownPast = (
  past: readonly PastReading[],
  since: CivilDate | undefined
): readonly PastReading[] =>
  since === undefined
    ? past
    : past.map((month) => (month.read_on < since ? { ...month, enters_average: false } : month))

export interface LastReading {
  readonly meter_id: bigint
  readonly reading: number
  readonly read_on: CivilDate
}

/** The last real reading of each meter before a month, however long ago. */
export async function lastReadings(
  tx: Tx,
  meterIds: readonly bigint[],
  reference: RefMonth
): Promise<Map<bigint, LastReading>> {
  if (meterIds.length === 0) return new Map()
  const rows = await query<LastReading>(
    tx,
    `select m.id as meter_id, r.reading, r.read_on
       from unnest(?::bigint[]) as m(id)
       cross join lateral (
         select coalesce(corrected_reading, reading) as reading, read_on from readings_readings
          where meter_id = m.id and reading is not null and state <> 'held' and billing <> 'superseded'
            and reference < ?
          order by read_on desc limit 1) r`,
    [meterIds, reference]
  )
  return new Map(rows.map((row) => [row.meter_id, row]))
}

export interface LastReal {
  readonly premise_id: bigint
  readonly meter_id: bigint | null
  readonly read_on: CivilDate
}

/**
 * The last time before a month that the consumption of each premise was settled for good, however long ago: a real reading,
 * or the final reading of a meter that none followed.
 */
export async function lastReal(
  tx: Tx,
  municipalityId: bigint,
  premiseIds: readonly bigint[],
  reference: RefMonth
): Promise<Map<bigint, LastReal>> {
  if (premiseIds.length === 0) return new Map()
  const rows = await query<LastReal>(
    tx,
    `select p.id as premise_id, r.meter_id, r.read_on
       from unnest(?::bigint[]) as p(id)
       cross join lateral (
         select meter_id, read_on from readings_readings
          where municipality_id = ? and premise_id = p.id and reference < ? and state <> 'held' and billing <> 'superseded'
            and (reading is not null or adjustments like '%"swap_residual"%')
          order by reference desc limit 1) r`,
    [premiseIds, municipalityId, reference]
  )
  return new Map(rows.map((row) => [row.premise_id, row]))
}

/** Mean of the last valid consumptions; null when there is none. */
export const averageOf = (past: readonly PastReading[], policy: AveragePolicy): string | null =>
  meanOf(
    past
      .filter((month) => month.enters_average)
      .slice(0, policy.months)
      .map((month) => month.own_m3 ?? month.billed_m3),
    policy.decimals
  )

export const historyOf = (past: readonly PastReading[]): HistoryMonth[] =>
  past.map(
    ({
      reference,
      billed_m3: m3,
      own_m3: own,
      kind,
      enters_average: enters,
      anomaly_code: anomaly,
    }) => ({
      ...{ reference, m3, kind },
      ...(own === null ? {} : { own_m3: own }),
      ...(enters === (kind === 'measured') ? {} : { enters_average: enters }),
      ...(anomaly ? { anomaly } : {}),
    })
  )

const WITHOUT_READING: ReadonlySet<ConsumptionKind> = new Set(['estimated', 'average', 'minimum'])

/**
 * What was billed without a reading after the previous reading, which the next real one settles. Months that nobody read,
 * as while the water is cut, do not stand between them.
 */
export function estimatesSince(past: readonly PastReading[], previousReadOn: string | null) {
  const since: PastReading[] = []
  const of: EstimatedMonth[] = []
  const last = previousReadOn ?? ''
  for (const [place, month] of past.entries()) {
    if (month.kind === 'measured' || month.read_on <= last) break
    if (!WITHOUT_READING.has(month.kind)) continue
    since.push(month)
    const { reference, read_on: until, billed_m3: m3 } = month
    const from = startOf(past[place + 1], last)
    if (from !== '') of.unshift({ reference, from, until, m3 })
  }
  return {
    months: since.length,
    m3: Dec.sum(since.map((month) => Dec.of(month.billed_m3))).toString(),
    credit_m3: past[0]?.credit_m3 ?? '0',
    ...(of.length > 0 && of.length === since.length ? { of } : {}),
  }
}

/** Until when the premise was billed before a month: never before the last real reading; empty when nobody knows. */
const startOf = (before: PastReading | undefined, last: string): string =>
  before && before.read_on > last ? before.read_on : last
