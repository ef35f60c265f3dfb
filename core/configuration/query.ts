import { type SqlValue, type Tx, query } from '#core/database/index'

/** The database itself or a transaction of it. */
export type Reader = Pick<Tx, 'rawQuery'>

/** The first row of a statement. */
export async function queryOne<T>(
  reader: Reader,
  sql: string,
  values: readonly SqlValue[] = []
): Promise<T | undefined> {
  const [row] = await query<T>(reader, sql, values)
  return row
}
