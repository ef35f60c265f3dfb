import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { varPath } from '#core/kernel/index'
import { errors } from './errors.ts'

/** One table of a backup: its rows in a file of COPY text, and what they add up to. */
export interface TableBackup {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: string
  /** Of each column of cents. */
  readonly sums: Readonly<Record<string, string>>
  readonly file: string
  readonly sha256: string
  readonly bytes: number
}

export interface Manifest {
  readonly format: 1
  readonly takenAt: string
  readonly server: string
  readonly environment: string | null
  readonly migrations: readonly string[]
  readonly tables: readonly TableBackup[]
  readonly sequences: readonly { readonly name: string; readonly value: string }[]
}

export const MANIFEST = 'manifest.json'

/** The folder of the backups: `BACKUP_FOLDER`, better on another disk, or `backups` beside the data. */
export const backupFolder = (): string => process.env.BACKUP_FOLDER || varPath('backups')

/** @throws E_BACKUP_MANIFEST when there is none or it was changed */
export async function readManifest(folder: string): Promise<Manifest> {
  try {
    const text = await readFile(join(folder, MANIFEST), 'utf8')
    const written = await readFile(join(folder, `${MANIFEST}.sha256`), 'utf8')
    if (written.trim() !== hashOf(text)) throw new Error('o índice foi alterado')
    return JSON.parse(text) as Manifest
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw errors.E_BACKUP_MANIFEST({ folder, detail }, { cause: error })
  }
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The tables of the product, active and archived, with the columns that are written, in a stable order; the framework's own are not data. */
export async function tablesOf(
  client: pg.Client
): Promise<{ name: string; columns: string[]; cents: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; cents: string[] }>(
    `select c.oid::regclass::text as name, array_agg(quote_ident(a.attname) order by a.attnum) as columns,
            coalesce(array_agg(quote_ident(a.attname) order by a.attnum)
              filter (where a.attname like '%\\_cents' and a.atttypid in ('int8'::regtype, 'numeric'::regtype)), '{}') as cents
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'archive') and c.relname !~ '^adonis_'
      group by c.oid, c.relname, c.relnamespace order by c.relname, c.relnamespace::regnamespace::text desc`
  )
  return rows
}

/** Rows of a table and the sum of each of its columns of cents. */
export async function totalsOf(
  client: pg.Client,
  { name, cents }: { readonly name: string; readonly cents: readonly string[] }
): Promise<Pick<TableBackup, 'rows' | 'sums'>> {
  const sums = cents.map((column) => `coalesce(sum(${column}), 0)::text as ${column}`)
  const { rows } = await client.query<Record<string, string>>(
    `select ${['count(*)::text as "rows of the table"', ...sums].join(', ')} from ${name}`
  )
  const { 'rows of the table': count, ...rest } = rows[0]!
  return { rows: count!, sums: rest }
}

export async function migrationsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'select name from adonis_schema order by name'
  )
  return rows.map(({ name }) => name)
}
