import type { Tx } from './types.ts'

/**
 * Takes ids from the identity sequence of a table, for rows written by COPY.
 * @returns `count` ids in ascending order, not necessarily without gaps.
 */
export async function takeIds(tx: Tx, table: string, count: number): Promise<bigint[]> {
  if (count <= 0) return []
  const { rows } = await tx.rawQuery(
    `select nextval(pg_get_serial_sequence(?, 'id')) as id from generate_series(1, ?)`,
    [table, count]
  )
  return (rows as { id: bigint }[]).map((row) => row.id)
}
