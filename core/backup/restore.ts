import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { cp } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { varPath } from '#core/kernel/index'
import { errors } from './errors.ts'
import {
  type Manifest,
  type TableBackup,
  migrationsOf,
  readManifest,
  tablesOf,
  totalsOf,
} from './manifest.ts'

/**
 * Puts a backup into an empty database that has this release's tables, in one transaction: either all of it is there, with
 * the rows and sums of the manifest and every foreign key checked, or nothing.
 * @throws E_BACKUP_MANIFEST, E_BACKUP_RELEASE, E_BACKUP_NOT_EMPTY, E_BACKUP_BROKEN
 */
export async function restoreBackup(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder)
  const client = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
  await client.connect()
  try {
    await client.query('begin')
    await requireSameRelease(client, manifest)
    await requireEmpty(client)
    const keys = await takeForeignKeys(client)
    for (const table of manifest.tables) await fillTable(client, folder, table)
    for (const { name, value } of manifest.sequences)
      await client.query('select setval($1, $2)', [`public.${name}`, value])
    for (const statement of keys) await client.query(statement)
    await requireTotals(client, manifest)
    await client.query('commit')
  } finally {
    await client.end()
  }
  await cp(join(dirname(folder), 'files'), varPath('files'), {
    ...{ recursive: true, force: false, errorOnExist: false },
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  return manifest
}

async function requireSameRelease(client: pg.Client, { migrations }: Manifest): Promise<void> {
  const own = new Set(await migrationsOf(client))
  const theirs = new Set(migrations)
  const difference = [
    ...migrations.filter((name) => !own.has(name)),
    ...[...own].filter((name) => !theirs.has(name)),
  ]
  if (difference.length)
    throw errors.E_BACKUP_RELEASE({ difference: difference.slice(0, 5).join(', ') })
}

async function requireEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ rows: string }>(
    'select count(*)::text as rows from access_users'
  )
  if (rows[0]!.rows !== '0') throw errors.E_BACKUP_NOT_EMPTY({ rows: rows[0]!.rows })
}

/** Foreign keys come off, so that tables are filled in any order. @returns what puts them back, each checked whole */
async function takeForeignKeys(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ take: string; put: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as take,
            format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as put
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1`
  )
  for (const { take } of rows) await client.query(take)
  return rows.map(({ put }) => put)
}

async function fillTable(
  client: pg.Client,
  folder: string,
  { name, columns, file, sha256 }: TableBackup
): Promise<void> {
  const { rows } = await client.query<{ forced: boolean; filled: boolean }>(
    `select relforcerowsecurity as forced, exists (select from ${name}) as filled from pg_class where oid = $1::regclass`,
    [name]
  )
  const { forced, filled } = rows[0]!
  // What migrations write themselves gives way to the backup's.
  if (filled) await client.query(`delete from ${name}`)
  // COPY does not write into a table whose policies bind its owner.
  if (forced) await client.query(`alter table ${name} no force row level security`)
  const hash = createHash('sha256')
  const hashed = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece)
      done(null, piece)
    },
  })
  try {
    await pipeline(
      createReadStream(join(folder, file)),
      hashed,
      createGunzip(),
      client.query(copyFrom(`copy ${name} (${columns.join(', ')}) from stdin`))
    )
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    throw errors.E_BACKUP_BROKEN({ table: name, problem }, { cause: error })
  }
  if (hash.digest('hex') !== sha256)
    throw errors.E_BACKUP_BROKEN({ table: name, problem: 'o arquivo foi alterado' })
  if (forced) await client.query(`alter table ${name} force row level security`)
}

async function requireTotals(client: pg.Client, manifest: Manifest): Promise<void> {
  const own = await tablesOf(client)
  const tables = new Map(own.map((table) => [table.name, table]))
  for (const { name, rows, sums } of manifest.tables) {
    const found = await totalsOf(client, tables.get(name)!)
    if (found.rows === rows && JSON.stringify(found.sums) === JSON.stringify(sums)) continue
    const problem = `há ${found.rows} linhas onde a cópia diz ${rows}`
    throw errors.E_BACKUP_BROKEN({ table: name, problem })
  }
}
