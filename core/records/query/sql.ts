import db from '@adonisjs/lucid/services/db'
import type { Tx } from '#core/database/index'

/** What reads rows: the pool, or the transaction of an action. */
export type Reader = Pick<Tx, 'rawQuery'>

type Bindings = Parameters<Tx['rawQuery']>[1]

/** The rows of a statement. Column and table names in it come from checked declarations, values only from bindings. */
export async function readRows<T>(
  sql: string,
  bindings: readonly unknown[],
  reader: Reader = db
): Promise<T[]> {
  // The query builder's types leave out bigint, which the driver writes well.
  const { rows } = await reader.rawQuery(sql, bindings as Bindings)
  return rows as T[]
}

/** Conditions joined by `and`, with their values in order. */
export class Conditions {
  readonly #parts: string[] = []
  readonly bindings: unknown[] = []

  add(sql: string, ...values: readonly unknown[]): this {
    this.#parts.push(sql)
    this.bindings.push(...values)
    return this
  }

  get sql(): string {
    return this.#parts.join(' and ')
  }
}
