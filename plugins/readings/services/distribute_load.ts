import { type Tx, query } from '#core/database/index'
import { type LoadFile, exportLoadFile } from './export_load_file.ts'
import { lockLoad, requireState } from './load_state.ts'

interface Distribution {
  readonly municipalityId: bigint
  readonly loadId: bigint
  readonly now: Date
}

/**
 * Hands a load over to the field: its file is written and its digest kept, so that a return is known to be of this load.
 * Asking again gives the same file. Errors: E_READINGS_LOAD_UNKNOWN, E_READINGS_STATE, E_READINGS_INCOMPLETE.
 */
export async function distributeLoad(
  tx: Tx,
  { municipalityId, loadId, now }: Distribution
): Promise<LoadFile> {
  const load = await lockLoad(tx, municipalityId, loadId)
  requireState(load, ['generated', 'distributed'], 'distributed')
  const file = await exportLoadFile(tx, municipalityId, loadId)
  if (load.state === 'generated') {
    await query(
      tx,
      `update readings_loads set state = 'distributed', content_sha256 = ?, distributed_at = ? where id = ?`,
      [file.contentSha256, now.toISOString(), loadId]
    )
  }
  return file
}
