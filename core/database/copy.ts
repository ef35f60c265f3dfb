import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { from as copyFrom } from 'pg-copy-streams'
import type pg from 'pg'
import type { Tx } from './types.ts'

export type CopyValue = string | number | bigint | boolean | null

const CHUNK_CHARS = 1 << 16
const SPECIAL = /[\\\n\r\t]/
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function encode(value: CopyValue): string {
  if (value === null) return '\\N'
  if (value === true) return 't'
  if (value === false) return 'f'
  const text = typeof value === 'string' ? value : String(value)
  return SPECIAL.test(text) ? text.replace(/[\\\n\r\t]/g, (c) => ESCAPES[c]!) : text
}

function* encodeRows(rows: Iterable<readonly CopyValue[]>): Generator<string> {
  let buffer = ''
  for (const row of rows) {
    let line = ''
    for (const [index, value] of row.entries()) line += index ? `\t${encode(value)}` : encode(value)
    buffer += `${line}\n`
    if (buffer.length > CHUNK_CHARS) {
      yield buffer
      buffer = ''
    }
  }
  if (buffer) yield buffer
}

/** The driver's own connection under a transaction of the query builder. */
export async function rawConnection(tx: Tx): Promise<pg.PoolClient> {
  const knex = tx.knexClient as unknown as {
    client: { acquireConnection(): Promise<pg.PoolClient> }
  }
  return knex.client.acquireConnection()
}

/**
 * Writes rows by COPY text inside the transaction: about ten times the speed of INSERT. The values of a row stand in the
 * order of `columns`.
 */
export async function copyRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>
): Promise<void> {
  const connection = await rawConnection(tx)
  const stream = connection.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`))
  await pipeline(Readable.from(encodeRows(rows), { objectMode: true, highWaterMark: 4 }), stream)
}
