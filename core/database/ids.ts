import type { Tx } from './types.ts'

/**
 * Takes ids from the identity sequence of a table, for rows written by COPY. They come as one text: a row for each would
 * cost more than the sequence itself.
 * @returns `count` ids in ascending order, not necessarily without gaps.
 */
export async function takeIds(tx: Tx, table: string, count: number): Promise<bigint[]> {
  if (count <= 0) return []
  const { rows } = await tx.rawQuery(
    `with named as materialized (select pg_get_serial_sequence(?, 'id')::regclass as sequence)
     select string_agg(nextval(named.sequence)::text, ',') as ids from named, generate_series(1, ?)`,
    [table, count]
  )
  return (rows as [{ ids: string }])[0].ids.split(',').map(BigInt)
}
