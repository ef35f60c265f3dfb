import { type Tx, query } from '#core/database/index'
import { type LoadFile, exportLoadFile } from './export_load_file.ts'
import { type RefMonth, formatRefMonth } from '#core/calendar/index'
import { errors } from '../errors.ts'
import { type LoadRef, lockLoad, requireState } from './load_state.ts'
import { takeAutomatic } from './take_automatic.ts'

interface Distribution {
  readonly municipalityId: bigint
  readonly loadId: bigint
  readonly now: Date
}

/**
 * Hands a load over to the field: its file is written and its digest kept, so that a return is known to be of this load. What
 * automatic meters told of the month is read with it.
 * Asking again gives the same file. Errors: E_READINGS_LOAD_UNKNOWN, E_READINGS_STATE, E_READINGS_INCOMPLETE,
 * E_READINGS_LATER_LOAD.
 */
export async function distributeLoad(
  tx: Tx,
  { municipalityId, loadId, now }: Distribution
): Promise<LoadFile> {
  const load = await lockLoad(tx, municipalityId, loadId)
  requireState(load, ['generated', 'distributed'], 'distributed')
  const file = await exportLoadFile(tx, municipalityId, loadId)
  if (load.state === 'generated') {
    await requireNoLater(tx, municipalityId, load)
    await query(
      tx,
      `update readings_loads set state = 'distributed', content_sha256 = ?, distributed_at = ? where id = ?`,
      [file.contentSha256, now.toISOString(), loadId]
    )
    await takeAutomatic(tx, { municipalityId, now, loadId })
  }
  return file
}

/** A later load counts from the last reading before it: an earlier month that comes in after it would be counted twice. */
async function requireNoLater(tx: Tx, municipalityId: bigint, load: LoadRef): Promise<void> {
  const [later] = await query<{ reference: RefMonth }>(
    tx,
    `select l.reference from readings_loads l
      where l.municipality_id = ? and l.reference > ?
        and exists (select from readings_load_items a join readings_load_items b on b.premise_id = a.premise_id
                     where a.load_id = l.id and b.load_id = ?)
      order by l.reference limit 1`,
    [municipalityId, load.reference, load.id]
  )
  if (!later) return
  const { reference } = later
  throw errors.E_READINGS_LATER_LOAD({ id: load.id, reference, month: formatRefMonth(reference) })
}
