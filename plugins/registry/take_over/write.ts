import { type CopyValue, copyRows, takeIds } from '#core/database/index'
import type { Outcome } from './read.ts'
import type { TakeOverContext, TakeOverResult } from './types.ts'

export interface Writing<T> {
  readonly table: string
  readonly recordType: string
  readonly columns: readonly string[]
  /** Values in the order of the columns, after id and municipality. */
  values(value: T, id: bigint): readonly CopyValue[]
}

/** Writes by COPY the rows that were read, and gives each its result in the order of the lines. */
export async function writeRead<T>(
  { tx, municipalityId }: TakeOverContext,
  read: readonly Outcome<T>[],
  { table, recordType, columns, values }: Writing<T>
): Promise<TakeOverResult[]> {
  const good = read.filter(({ value }) => value !== undefined)
  const ids = await takeIds(tx, table, good.length)
  await copyRows(
    tx,
    table,
    ['id', 'municipality_id', ...columns],
    good.map(({ value }, index) => [
      ...[ids[index]!, municipalityId],
      ...values(value!, ids[index]!),
    ])
  )
  let next = 0
  return read.map(({ value, reason }) =>
    value === undefined ? { reason: reason! } : { recordType, recordId: ids[next++]! }
  )
}
