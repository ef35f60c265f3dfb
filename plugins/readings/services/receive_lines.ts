import { type CopyValue, type Tx, copyRows, query, takeIds } from '#core/database/index'
import type { ReturnLine } from '../domain/field_return_file.ts'
import { takeFieldReviews } from './field_reviews.ts'
import { type JudgedLine, type LoadedMeter, judgeLines } from './judge_lines.ts'
import { countTransmitted } from './load_routes.ts'
import { type LoadRef, takeToField } from './load_state.ts'

/** What came in at once: a file, a piece that a device sent, a sheet that was typed, what meters sent by themselves. */
export interface Reception {
  readonly municipalityId: bigint
  /** Locked by the caller. */
  readonly load: LoadRef
  readonly source: 'file' | 'device' | 'sheet' | 'amr'
  readonly name: string
  readonly sha256: string
  readonly now: Date
  readonly lines: readonly ReturnLine[]
  /** Why nothing of it may be applied; null when it may. */
  readonly refusal: string | null
  readonly fileObjectId?: bigint
  readonly device?: { readonly id: bigint; readonly piece: number }
  /** Where each line was taken, in degrees, by its number. */
  readonly places?: ReadonlyMap<number, readonly [latitude: string, longitude: string]>
}

export interface Received {
  readonly fileId: bigint
  readonly status: 'accepted' | 'partial' | 'rejected'
  readonly judged: readonly JudgedLine[]
  readonly counts: Readonly<Record<JudgedLine['fate'], number>>
}

/**
 * Keeps every line with its fate and reason and applies the good ones: the one door by which readings come in. With the
 * first of them the load is in the field at the latest. The caller decides when the load has returned.
 */
export async function receiveLines(tx: Tx, reception: Reception): Promise<Received> {
  const { load, lines, refusal, device } = reception
  const judged = judgeLines(lines, await metersOf(tx, load, lines), refusal)
  const [fileId] = await takeIds(tx, 'readings_files', 1)
  const counts = { accepted: 0, rejected: 0, unknown: 0, duplicate: 0, review: 0 }
  for (const { fate } of judged) counts[fate]++
  const good = counts.accepted + counts.review
  const status = refusal ? 'rejected' : good === judged.length ? 'accepted' : 'partial'
  const received: Received = { fileId: fileId!, status, judged, counts }
  await writeFile(tx, reception, received)
  await writeLines(tx, reception, received)
  if (good > 0) await takeToField(tx, load, reception.now)
  const items = judged.flatMap(({ fate, itemId }) => (fate === 'accepted' && itemId ? itemId : []))
  await countTransmitted(tx, load.id, { items, deviceId: device?.id ?? null })
  if (counts.review > 0) {
    const { municipalityId, now } = reception
    await takeFieldReviews(tx, { municipalityId, loadId: load.id, now })
  }
  return received
}

interface MeterRow {
  readonly id: bigint
  readonly registration_number: string
  readonly meter_number: string | null
  readonly taken: string | null
  readonly is_reviewed: boolean
}

/** A file is of a whole load, a piece of some premises: few are asked for by name. */
const FEW = 500

/** The load by registration number, with the line that already gave each reading. */
async function metersOf(
  tx: Tx,
  load: LoadRef,
  lines: readonly ReturnLine[]
): Promise<Map<bigint, LoadedMeter>> {
  const named =
    lines.length <= FEW
      ? lines.flatMap(({ record }) => (record ? record.registration.replace(/^0+/, '') : []))
      : null
  const rows = await query<MeterRow>(
    tx,
    `select i.id, i.registration_number, i.meter_number, i.field_review is not null as is_reviewed,
            case when l.id is not null then f.name || ', linha ' || l.number end as taken
       from readings_load_items i
       left join readings_file_lines l on l.load_item_id = i.id and l.fate = 'accepted'
       left join readings_files f on f.id = l.file_id
      where i.load_id = ? and (?::text[] is null or ltrim(i.registration_number, '0') = any(?::text[]))`,
    [load.id, named, named]
  )
  const isOver = load.state === 'processed'
  return new Map(
    rows.map((row) => [
      BigInt(row.registration_number),
      {
        itemId: row.id,
        hasMeter: row.meter_number !== null,
        taken: row.taken,
        isReviewed: row.is_reviewed,
        isOver,
      },
    ])
  )
}

async function writeFile(
  tx: Tx,
  { municipalityId, load, source, name, now, refusal, device, ...rest }: Reception,
  { fileId, status, judged, counts }: Received
): Promise<void> {
  await query(
    tx,
    `insert into readings_files (id, municipality_id, load_id, source, file_object_id, device_id, piece, name, sha256, status,
       reason, line_count, accepted_count, rejected_count, unknown_count, duplicate_count, review_count, imported_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[fileId, municipalityId, load.id, source, rest.fileObjectId ?? null],
      ...[device?.id ?? null, device?.piece ?? null, name, rest.sha256, status, refusal],
      ...[judged.length, counts.accepted, counts.rejected, counts.unknown, counts.duplicate],
      ...[counts.review, now.toISOString()],
    ]
  )
}

const LINE_COLUMNS = [
  ...['id', 'municipality_id', 'file_id', 'number', 'raw', 'fate', 'reason_code', 'reason'],
  ...['load_item_id', 'latitude', 'longitude'],
]

async function writeLines(
  tx: Tx,
  { municipalityId, places }: Reception,
  { fileId, judged }: Received
): Promise<void> {
  const ids = await takeIds(tx, 'readings_file_lines', judged.length)
  await copyRows(
    tx,
    'readings_file_lines',
    LINE_COLUMNS,
    judged.map((line, index): CopyValue[] => [
      ...[ids[index]!, municipalityId, fileId, line.number, line.raw],
      ...[line.fate, line.reasonCode, line.reason, line.itemId],
      ...(places?.get(line.number) ?? [null, null]),
    ])
  )
}
