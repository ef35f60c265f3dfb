import type { Tx } from './types.ts'

type Scalar = string | number | bigint | boolean | Date | null
/** What a `?` may hold; a list reaches PostgreSQL as an array (`= any(?::bigint[])`). */
export type SqlValue = Scalar | readonly Scalar[]

/** Runs one SQL statement and gives its rows. The type of the row is the caller's word, checked by its tests. */
export async function query<T = Record<string, unknown>>(
  tx: Pick<Tx, 'rawQuery'>,
  sql: string,
  bindings: readonly SqlValue[] = []
): Promise<T[]> {
  // The query builder's own type knows neither bigint nor null, which the driver takes well.
  const result = await tx.rawQuery(sql, bindings as unknown as string[])
  return result.rows as T[]
}
