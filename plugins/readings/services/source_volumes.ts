import type { CivilDate, RefMonth } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import type { AveragePolicy } from '../domain/policy.ts'
import { type SourceKind, sourceMonth } from '../domain/source_month.ts'

/** What an alternative source counts in a month, with the readings that say so; volumes in m³, decimal text. */
export interface SourceVolume {
  readonly source: string
  readonly code: string
  /** What it is: `Poço`. */
  readonly title: string
  readonly meter: string | null
  readonly kind: SourceKind
  readonly m3: string
  /** Between its readings; null where there was none. */
  readonly measured_m3: string | null
  /** Readings from which and until which it was measured; null where it was not. */
  readonly from: number | null
  readonly from_on: CivilDate | null
  readonly until: number | null
  readonly until_on: CivilDate | null
}

/** A month of a premise to be counted: its period, whose first day does not count. */
export interface CountedPremise {
  readonly premiseId: bigint
  readonly from: CivilDate
  readonly until: CivilDate
}

export interface SourcesQuery {
  readonly municipalityId: bigint
  readonly reference: RefMonth
  /** Readings made until this day count. */
  readonly by: CivilDate
  readonly months: readonly CountedPremise[]
}

interface Row {
  readonly id: bigint
  readonly premise_id: bigint
  readonly code: string
  readonly title: string
  readonly measurement: 'metered' | 'estimated'
  readonly meter_number: string | null
  readonly first_reading: number | null
  readonly estimated_m3: string | null
  readonly from_on: CivilDate
  readonly until_on: CivilDate | null
  readonly all_m3: string
  readonly new_m3: string | null
  readonly counted_m3: string
  readonly usual: readonly string[]
  readonly before: number | null
  readonly before_on: CivilDate | null
  readonly newest: number | null
  readonly newest_on: CivilDate | null
}

/** What the sources of some premises count in a month, by premise; those without sources are absent. One query. */
export async function sourceVolumes(
  tx: Tx,
  asked: SourcesQuery
): Promise<ReadonlyMap<bigint, readonly SourceVolume[]>> {
  const rows = await sourceRows(tx, asked)
  if (rows.length === 0) return new Map()
  const { municipalityId, by: date } = asked
  const average = { key: 'readings.average', municipalityId, date }
  const { months, decimals } = await parameterWithin<AveragePolicy>(tx, average)
  const periods = new Map(asked.months.map((one) => [one.premiseId, one]))
  const volumes = new Map<bigint, SourceVolume[]>()
  for (const row of rows) {
    const period = periods.get(row.premise_id)!
    const past = {
      ...{ measuredM3: row.all_m3, newM3: row.new_m3, countedM3: row.counted_m3 },
      usual: row.usual.slice(0, months),
    }
    const source = {
      ...{ measurement: row.measurement, estimatedM3: row.estimated_m3 },
      ...{ from: row.from_on, until: row.until_on },
    }
    const counted = sourceMonth(source, past, { ...period, decimals })
    if (!counted) continue
    const all = volumes.get(row.premise_id) ?? []
    volumes.set(row.premise_id, [...all, volumeOf(row, counted)])
  }
  return volumes
}

function volumeOf(row: Row, counted: { kind: SourceKind; m3: string }): SourceVolume {
  const isMeasured = counted.kind === 'measured'
  return {
    ...{ source: String(row.id), code: row.code, title: row.title, meter: row.meter_number },
    ...counted,
    measured_m3: isMeasured ? row.new_m3 : null,
    from: isMeasured ? (row.before ?? row.first_reading) : null,
    from_on: isMeasured ? (row.before_on ?? row.from_on) : null,
    until: isMeasured ? row.newest : null,
    until_on: isMeasured ? row.newest_on : null,
  }
}

/** The most months that the average of a source looks back. */
const USUAL = 24

const sourceRows = (tx: Tx, { municipalityId, reference, by, months }: SourcesQuery) =>
  query<Row>(
    tx,
    `select s.id, s.premise_id, s.code, t.title, s.measurement, s.meter_number, s.first_reading, trim_scale(s.estimated_m3)::text as estimated_m3,
            s.from_on, s.until_on, r.all_m3, r.new_m3, c.counted_m3, c.usual, b.reading as before, b.read_on as before_on,
            n.reading as newest, n.read_on as newest_on
       from readings_sources s
       join registry_other_source_types t on t.municipality_id = s.municipality_id and t.code = s.type_code
      cross join lateral (
        select trim_scale(coalesce(sum(m3), 0))::text as counted_m3, max(read_until) as read_until,
               coalesce((array_agg(trim_scale(m3)::text order by reference desc)
                 filter (where kind = 'measured' and m3 = measured_m3))[1:${USUAL}], '{}') as usual
          from readings_source_months where source_id = s.id and reference < ?) c
      cross join lateral (
        select coalesce(sum(m3), 0)::text as all_m3,
               (sum(m3) filter (where c.read_until is null or read_on > c.read_until))::text as new_m3
          from readings_source_readings where source_id = s.id and read_on <= ?) r
       left join lateral (
        select reading, read_on from readings_source_readings
         where source_id = s.id and read_on <= c.read_until order by read_on desc limit 1) b on true
       left join lateral (
        select reading, read_on from readings_source_readings
         where source_id = s.id and read_on <= ? order by read_on desc limit 1) n on true
      where s.municipality_id = ? and s.premise_id = any(?::bigint[]) and s.from_on <= ?
      order by s.premise_id, s.id`,
    [reference, by, by, municipalityId, months.map(({ premiseId }) => premiseId), by]
  )

/** What a billed month counted of the sources of a premise. */
export interface CountedSources {
  readonly premiseId: bigint
  readonly sources: readonly Pick<
    SourceVolume,
    'source' | 'kind' | 'm3' | 'measured_m3' | 'until_on'
  >[]
}

/** Keeps what a month counted; a correction of the month counts in its place. The months to come start from it. */
export async function keepSourceMonths(
  tx: Tx,
  {
    municipalityId,
    reference,
    counted,
  }: {
    readonly municipalityId: bigint
    readonly reference: RefMonth
    readonly counted: readonly CountedSources[]
  }
): Promise<void> {
  const all = counted.flatMap(({ premiseId, sources }) =>
    sources.map((one) => ({ premiseId, one }))
  )
  if (all.length === 0) return
  await query(
    tx,
    `insert into readings_source_months (municipality_id, source_id, premise_id, reference, kind, measured_m3, m3, read_until)
     select ?, u.source_id, u.premise_id, ?, u.kind, u.measured_m3, u.m3,
            coalesce(u.until_on, (select max(p.read_until) from readings_source_months p
                                   where p.source_id = u.source_id and p.reference < ?))
       from unnest(?::bigint[], ?::bigint[], ?::text[], ?::numeric[], ?::numeric[], ?::date[])
         as u (source_id, premise_id, kind, measured_m3, m3, until_on)
     on conflict (source_id, reference) do update
       set kind = excluded.kind, measured_m3 = excluded.measured_m3, m3 = excluded.m3, read_until = excluded.read_until`,
    [
      ...[municipalityId, reference, reference],
      ...[all.map(({ one }) => BigInt(one.source)), all.map(({ premiseId }) => premiseId)],
      ...[all.map(({ one }) => one.kind), all.map(({ one }) => one.measured_m3)],
      ...[all.map(({ one }) => one.m3), all.map(({ one }) => one.until_on)],
    ]
  )
}
