import { spawnSync } from 'node:child_process'
import pg from 'pg'
import { dropDatabase, onServer } from '../run.ts'
import { type OwnRows, type TableBytes, putBack, takeOut } from './copied_rows.ts'

/** What a run writes. */
export interface Written {
  /** Parents first, among those of plugins that are on. */
  readonly tables: readonly string[]
  /** What its rows have foreign keys to and the run writes too: put into the copy outside the measure. */
  readonly parents: readonly string[]
}

/** A database as it stands before a run, to be compared with the run's rows afterwards. */
export interface PlainCopy {
  /** The rows that were written since, by plain COPY in so many transactions. */
  measure(chunks: number): Promise<PlainCopyTimes>
  drop(): Promise<void>
}

export interface PlainCopyTimes {
  /** Seconds into bare tables, without keys nor indexes. */
  readonly bare: number
  /** Seconds into the product's own tables, with all their keys and indexes. */
  readonly keyed: number
  readonly rows: Readonly<Record<string, number>>
}

type Marks = ReadonlyMap<string, OwnRows>

/**
 * Copies a database, of which no connection may be open, so that what a run writes into it can be put by plain COPY into the copy
 * (DESIGN §8): the same rows, the same number of chunks, one connection.
 */
export async function plainCopyOf(database: string, written: Written): Promise<PlainCopy> {
  const copy = `${database}_copy`
  await onServer(`drop database if exists ${copy} with (force)`)
  const source = await clientOf(database)
  const marks = await highestIds(source, written)
  await source.end()
  await onServer(`create database ${copy} template ${database} strategy file_copy`)
  flush()
  return {
    measure: (chunks) => compare({ database, copy, written, marks, chunks }),
    drop: () => dropDatabase(copy),
  }
}

/** What was copied reaches the disk now, and not while the run waits for its own commits. Where there is no such command, it is left. */
function flush(): void {
  spawnSync('sync')
}

async function clientOf(database: string): Promise<pg.Client> {
  const url = new URL(process.env.DATABASE_OWNER_URL!)
  url.pathname = `/${database}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  return client
}

/** The tables of plugins that are on: accounting may be left out. */
async function present(client: pg.Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'select t as name from unnest($1::text[]) with ordinality as w(t, place) where to_regclass(t) is not null order by place',
    [tables]
  )
  return rows.map(({ name }) => name)
}

/** Of each table, which rows are the run's own. */
async function highestIds(client: pg.Client, { tables, parents }: Written): Promise<Marks> {
  const highest = new Map<string, OwnRows>()
  for (const table of await present(client, [...parents, ...tables])) {
    const column = table === 'receivables_document_items' ? 'document_id' : 'id'
    const { rows } = await client.query(
      `select coalesce(max(${column}), 0)::text as top from ${table}`
    )
    highest.set(table, { column, after: String(rows[0].top) })
  }
  return highest
}

interface Comparing {
  readonly database: string
  readonly copy: string
  readonly written: Written
  readonly marks: Marks
  readonly chunks: number
}

async function compare({
  database,
  copy: copyName,
  written,
  marks,
  chunks,
}: Comparing): Promise<PlainCopyTimes> {
  const source = await clientOf(database)
  const copy = await clientOf(copyName)
  try {
    const take = async (names: readonly string[], pieces: number) => {
      const taken: TableBytes[] = []
      for (const table of await present(source, names))
        taken.push(await takeOut(source, table, marks.get(table)!, pieces))
      return taken
    }
    await putBack(copy, await take(written.parents, 1))
    const tables = await take(written.tables, chunks)
    for (const { table } of tables)
      await copy.query(`create table bare_${table} (like ${table} including generated)`)
    const bare = await putBack(copy, tables, (table) => `bare_${table}`)
    const keyed = await putBack(copy, tables)
    return { bare, keyed, rows: Object.fromEntries(tables.map(({ table, rows }) => [table, rows])) }
  } finally {
    await source.end()
    await copy.end()
  }
}
