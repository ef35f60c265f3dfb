import { clock } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

/**
 * Hours since the last complete backup, or since the database was prepared when there is none; null in a database that was
 * never prepared as an installation.
 */
export async function hoursWithoutBackup(tx: Tx): Promise<number | null> {
  const [row] = await query<{ since: Date | null }>(
    tx,
    `select coalesce((select max(finished_at) from backup_archives), (select stamped_at from configuration_environment)) as since`,
    []
  )
  if (!row?.since) return null
  return (clock.now().getTime() - row.since.getTime()) / 3_600_000
}
