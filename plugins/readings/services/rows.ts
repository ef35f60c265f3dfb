import type { Tx } from '#core/database/index'

export type Binding = string | number | bigint | boolean | null | readonly bigint[]

/** The rows of a query; the driver takes bigints and lists of them, which the query builder's types leave out. */
export async function rowsOf<T>(tx: Tx, sql: string, bindings: readonly Binding[]): Promise<T[]> {
  const { rows } = await tx.rawQuery(sql, bindings as unknown as string[])
  return rows as T[]
}

/** As `rowsOf`, for a statement whose rows nobody reads. @returns how many rows it touched. */
export async function execute(tx: Tx, sql: string, bindings: readonly Binding[]): Promise<number> {
  const { rowCount } = await tx.rawQuery(sql, bindings as unknown as string[])
  return rowCount as number
}
