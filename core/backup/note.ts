import { clock } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { Backup } from './create.ts'

/** Writes down that a backup is complete. @returns its tables, rows and bytes */
export async function noteBackup(tx: Tx, { name, manifest, manifestHash }: Backup) {
  const tables = manifest.tables.length
  const rows = manifest.tables.reduce((sum, table) => sum + BigInt(table.rows), 0n)
  const bytes = manifest.tables.reduce((sum, table) => sum + table.bytes, 0)
  await query(
    tx,
    `insert into backup_archives (name, taken_at, finished_at, tables, rows, bytes, manifest_hash)
     values (?, ?, ?, ?, ?, ?, ?)`,
    [name, new Date(manifest.takenAt), clock.now(), tables, rows, bytes, manifestHash]
  )
  return { tables, rows, bytes }
}
