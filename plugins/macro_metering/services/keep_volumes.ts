import { todayIn } from '#core/access/index'
import { type CivilDate, maxDate, minDate, monthOf } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { type Fate, type KnownPoint, type VolumeLine, judgeLines } from '../domain/judge_lines.ts'

export type Source = 'supervisory' | 'typed' | 'file'

export interface Keeping {
  readonly municipalityId: bigint
  readonly by: string
  readonly at: Date
  readonly source: Source
  readonly deliveryId: bigint | null
}

/**
 * Judges volumes and keeps those that pass, in one statement. Who sends at the same time waits for its turn, so that a message or
 * a period never counts twice. @returns what became of each, and the ids of those kept
 */
export async function keepVolumes(
  tx: Tx,
  keeping: Keeping,
  lines: readonly VolumeLine[]
): Promise<{ readonly fates: readonly Fate[]; readonly ids: readonly bigint[] }> {
  const { municipalityId } = keeping
  await query(tx, `select pg_advisory_xact_lock(hashtextextended('macro_metering', ?))`, [
    municipalityId,
  ])
  const fates = judgeLines(lines, {
    points: await knownPoints(tx, municipalityId, lines),
    keys: await knownKeys(tx, municipalityId, lines),
    today: await todayIn(tx, municipalityId),
  })
  const kept = fates.flatMap((one) => (one.fate === 'accepted' ? [one] : []))
  const rows = await query<{ id: bigint }>(
    tx,
    `insert into macro_metering_volumes (municipality_id, point_id, reference, from_on, until_on, m3, origin, source,
       treated_m3, document, message_key, delivery_id, recorded_at, recorded_by)
     select ?, v.point, v.reference, v.from_on, v.until_on, v.m3, v.origin, ?, v.treated, v.document, v.key, ?::bigint, ?, ?
       from unnest(?::bigint[], ?::text[], ?::date[], ?::date[], ?::numeric[], ?::text[], ?::numeric[], ?::text[], ?::text[])
         as v (point, reference, from_on, until_on, m3, origin, treated, document, key)
     returning id`,
    [
      ...[municipalityId, keeping.source, keeping.deliveryId, keeping.at, keeping.by],
      ...[kept.map(({ point }) => point.id), kept.map(({ line }) => monthOf(line.from))],
      ...[kept.map(({ line }) => line.from), kept.map(({ line }) => line.until)],
      ...[kept.map(({ line }) => line.m3), kept.map(({ line }) => line.origin)],
      ...[kept.map(({ line }) => line.treated), kept.map(({ line }) => line.document)],
      kept.map(({ line }) => line.key),
    ]
  )
  return { fates, ids: rows.map(({ id }) => id) }
}

async function knownKeys(
  tx: Tx,
  municipalityId: bigint,
  lines: readonly VolumeLine[]
): Promise<ReadonlySet<string>> {
  const keys = lines.flatMap(({ key }) => (key === null ? [] : [key]))
  if (!keys.length) return new Set()
  const rows = await query<{ message_key: string }>(
    tx,
    'select message_key from macro_metering_volumes where municipality_id = ? and message_key = any(?::text[])',
    [municipalityId, keys]
  )
  return new Set(rows.map(({ message_key: key }) => key))
}

interface PointRow {
  readonly id: bigint
  readonly code: string
  readonly kind: string
}
interface Span {
  readonly point_id: bigint
  readonly from: CivilDate
  readonly until: CivilDate | null
}

/** The points that the lines name, with their meters and the periods of those months that have a volume. */
export async function knownPoints(
  tx: Tx,
  municipalityId: bigint,
  lines: readonly Pick<VolumeLine, 'point' | 'from' | 'until'>[]
): Promise<ReadonlyMap<string, KnownPoint>> {
  if (!lines.length) return new Map()
  const points = await query<PointRow>(
    tx,
    'select id, code, kind from macro_metering_points where municipality_id = ? and code = any(?::text[])',
    [municipalityId, [...new Set(lines.map(({ point }) => point))]]
  )
  const ids = points.map(({ id }) => id)
  const meters = await query<Span>(
    tx,
    `select point_id, installed_on as "from", removed_on as "until" from macro_metering_meters
      where point_id = any(?::bigint[]) and installed_on is not null`,
    [ids]
  )
  const first = minDate(lines[0]!.from, ...lines.map(({ from }) => from))
  const last = maxDate(lines[0]!.until, ...lines.map(({ until }) => until))
  const taken = await query<KnownPoint['taken'][number] & { readonly point_id: bigint }>(
    tx,
    `select point_id, from_on as "from", until_on as "until", m3::text as m3, origin from macro_metering_volumes
      where point_id = any(?::bigint[]) and from_on <= ?::date and until_on >= ?::date`,
    [ids, last, first]
  )
  return new Map(
    points.map((point) => [
      point.code,
      {
        ...point,
        meters: meters.filter(({ point_id: id }) => id === point.id),
        taken: taken.filter(({ point_id: id }) => id === point.id),
      },
    ])
  )
}
