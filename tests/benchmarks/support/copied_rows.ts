import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

/** The rows that a run wrote to one table, as COPY text, cut into as many pieces as the run had chunks. */
export interface TableBytes {
  readonly table: string
  readonly columns: string
  readonly chunks: readonly Buffer[]
  readonly rows: number
}

async function columnsOf(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
    [table]
  )
  return rows.map(({ name }) => name).join(', ')
}

async function readAll(client: pg.Client, sql: string): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of client.query(copyTo(sql))) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function cut(bytes: Buffer, pieces: number): { chunks: Buffer[]; rows: number } {
  const ends: number[] = []
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) ends.push(at + 1)
  const chunks = Array.from({ length: pieces }, (_, index) => {
    const from = Math.floor((ends.length * index) / pieces)
    const until = Math.floor((ends.length * (index + 1)) / pieces)
    return bytes.subarray(from ? ends[from - 1] : 0, until ? ends[until - 1] : 0)
  })
  return { chunks, rows: ends.length }
}

/** The rows past the highest id that stood in a table before a run. */
export interface OwnRows {
  readonly column: string
  readonly after: string
}

/** Takes out what a run added to a table, in the order of its ids: a row that was changed later stands at the end of the heap. */
export async function takeOut(
  client: pg.Client,
  table: string,
  { column, after }: OwnRows,
  pieces: number
): Promise<TableBytes> {
  const columns = await columnsOf(client, table)
  const bytes = await readAll(
    client,
    `copy (select ${columns} from ${table} where ${column} > ${after} order by ${column}) to stdout`
  )
  return { table, columns, ...cut(bytes, pieces) }
}

/** The part of its chunks by which the first table goes before the others. */
const LEAD = 10

/**
 * Puts the bytes back, chunk by chunk, one transaction each, on one connection: what plain COPY takes for the same rows.
 * @returns seconds.
 */
export async function putBack(
  client: pg.Client,
  tables: readonly TableBytes[],
  nameOf: (table: string) => string = (table) => table
): Promise<number> {
  const pieces = tables[0]?.chunks.length ?? 0
  // The cuts of two tables do not fall on rows that belong together: what points to the first table comes some chunks later.
  const lead = Math.ceil(pieces / LEAD)
  const began = performance.now()
  for (let piece = 0; piece < pieces + lead; piece++) {
    await client.query('begin')
    for (const [place, { table, columns, chunks }] of tables.entries()) {
      const chunk = chunks[place === 0 ? piece : piece - lead]
      if (!chunk) continue
      const stream = client.query(copyFrom(`copy ${nameOf(table)} (${columns}) from stdin`))
      await pipeline(Readable.from([chunk]), stream)
    }
    await client.query('commit')
  }
  return (performance.now() - began) / 1000
}
