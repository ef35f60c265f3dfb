import { type Tx, query } from '#core/database/index'
import { archivedTables } from './wholes.ts'

/**
 * Does some reading with every table meaning its active and its archived rows together. What writes inside fails: a view of
 * two tables takes no rows.
 */
export async function readThrough<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const [before] = await query<{ path: string }>(
    tx,
    `select current_setting('search_path') as path, set_config('search_path', 'reporting, public', true)`
  )
  const result = await work()
  // After an error the transaction, or its savepoint, ends and takes the setting with it.
  await query(tx, `select set_config('search_path', ?, true)`, [before!.path])
  return result
}

/** A table with its archived rows, for a statement that names its tables itself. */
export const everywhere = (table: string): string =>
  archivedTables().includes(table) ? `reporting.${table}` : table

interface Pointing {
  /** Column of the table. */
  readonly column: string
  readonly ids: readonly bigint[]
}

/** Whether the dead file holds rows of a table with these values; nothing of a table that never goes there. */
export async function isArchived(
  tx: Pick<Tx, 'rawQuery'>,
  table: string,
  { column, ids }: Pointing
): Promise<boolean> {
  if (!archivedTables().includes(table)) return false
  const [row] = await query<{ is: boolean }>(
    tx,
    `select exists (select from archive.${table} where ${column} = any(?::bigint[])) as is`,
    [[...ids]]
  )
  return row!.is
}
