import db from '@adonisjs/lucid/services/db'
import { type SqlValue, type Tx, query } from '#core/database/index'

/** What reads rows: the pool, or the transaction of an action. */
export type Reader = Pick<Tx, 'rawQuery'>

/** The rows of a statement. Column and table names in it come from checked declarations, values only from bindings. */
export function readRows<T>(
  sql: string,
  bindings: readonly unknown[],
  reader: Reader = db
): Promise<T[]> {
  return query<T>(reader, sql, bindings as readonly SqlValue[])
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
