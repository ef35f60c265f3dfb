import { type Tx, canonicalJson, query, sha256 } from '#core/database/index'
import type { RefMonth } from '#core/calendar/index'
import { detailLine, readDetailLines } from '../domain/field_return_file.ts'
import { isAllBack } from './load_routes.ts'
import { RECEIVING, lockLoad } from './load_state.ts'
import { receiveLines } from './receive_lines.ts'

interface Taking {
  readonly municipalityId: bigint
  readonly now: Date
  /** Only these premises; all of the load when left out. */
  readonly premiseIds?: readonly bigint[]
  readonly loadId?: bigint
}

interface Found {
  readonly load_id: bigint
  readonly reference: RefMonth
  readonly sequence: number
  readonly registration_number: string
  readonly meter_number: string
  readonly reading: number
  readonly read_at: string
}

/** What stands as the reader of what no person read. */
const READER = 'AMR'

/**
 * Gives loads in the field what their meters sent by themselves in the month of the load, the newest of each meter: it comes
 * in by the door by which all readings come. What was read already stays as it was read. @returns how many were used.
 */
export async function takeAutomatic(tx: Tx, taking: Taking): Promise<number> {
  const found = await newestReadings(tx, taking)
  const loads = Map.groupBy(found, (row) => row.load_id)
  let used = 0
  for (const [loadId, rows] of [...loads].sort(([a], [b]) => (a < b ? -1 : 1)))
    used += await give(tx, { ...taking, loadId }, rows)
  return used
}

const newestReadings = (tx: Tx, { municipalityId, premiseIds, loadId }: Taking) =>
  query<Found>(
    tx,
    `select distinct on (i.load_id, i.id) i.load_id, l.reference, i.sequence, i.registration_number, i.meter_number,
            a.reading, to_char(a.read_at, 'YYYY-MM-DD"T"HH24:MI:SS') as read_at
       from readings_loads l
       join readings_load_items i on i.load_id = l.id and i.qualification = 'read'
       join readings_automatic_lines a on a.meter_id = i.meter_id and a.fate = 'accepted'
        and a.read_at >= (l.reference || '-01')::date and a.read_at < (l.reference || '-01')::date + interval '1 month'
        and a.read_at::date > coalesce(i.previous_read_on, '-infinity'::date)
      where l.municipality_id = ? and l.state = any(?::text[]) and (?::bigint is null or l.id = ?::bigint)
        and (?::bigint[] is null or i.premise_id = any(?::bigint[]))
        and not exists (select from readings_file_lines n where n.load_item_id = i.id and n.fate = 'accepted')
      order by i.load_id, i.id, a.read_at desc`,
    [
      ...[municipalityId, [...RECEIVING], loadId ?? null, loadId ?? null],
      ...[premiseIds ? [...premiseIds] : null, premiseIds ? [...premiseIds] : null],
    ]
  )

async function give(
  tx: Tx,
  { municipalityId, loadId, now }: Taking & { readonly loadId: bigint },
  rows: readonly Found[]
): Promise<number> {
  const load = await lockLoad(tx, municipalityId, loadId)
  if (!RECEIVING.includes(load.state)) return 0
  const raws = rows.map((row) =>
    detailLine({
      ...{ sequence: row.sequence, registration: row.registration_number, readerCode: READER },
      ...{ meterNumber: row.meter_number, reading: row.reading, anomalyCode: null },
      ...{ readAt: row.read_at, hasPhoto: false },
    })
  )
  const { counts } = await receiveLines(tx, {
    ...{ municipalityId, load, source: 'amr', name: 'Leitura automática', now, refusal: null },
    ...{ sha256: sha256(canonicalJson(raws)), lines: readDetailLines(raws) },
  })
  if (await isAllBack(tx, loadId))
    await query(tx, `update readings_loads set state = 'returned' where id = ?`, [loadId])
  return counts.accepted
}
