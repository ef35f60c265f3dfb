import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Transform } from 'node:stream'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { clock } from '#core/calendar/index'
import { varPath } from '#core/kernel/index'
import { errors } from './errors.ts'
import {
  MANIFEST,
  type Manifest,
  type TableBackup,
  backupFolder,
  hashOf,
  migrationsOf,
  tablesOf,
  totalsOf,
} from './manifest.ts'

export interface Backup {
  readonly name: string
  readonly folder: string
  readonly manifest: Manifest
  readonly manifestHash: string
}

/**
 * Copies every table as it is at one instant (one snapshot, no lock that anybody waits for) into a new folder of files, with
 * a manifest of rows, sums and hashes, and the received files beside. The folder gets its name when it is complete.
 * @throws E_BACKUP_FOLDER
 */
export async function createBackup(): Promise<Backup> {
  const takenAt = clock.now()
  const name = takenAt.toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '')
  const draft = join(backupFolder(), `.${name}`)
  try {
    // Personal data: for the system's own user only.
    await mkdir(draft, { recursive: true, mode: 0o700 })
    const manifest = await copyTables(draft, takenAt)
    const text = JSON.stringify(manifest, null, 1)
    await writeFile(join(draft, MANIFEST), text)
    await writeFile(join(draft, `${MANIFEST}.sha256`), `${hashOf(text)}\n`)
    await keepFiles()
    const folder = join(backupFolder(), name)
    await rename(draft, folder)
    return { name, folder, manifest, manifestHash: hashOf(text) }
  } catch (error) {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined)
    const { code, message } = error as NodeJS.ErrnoException
    if (!/^E(ACCES|NOENT|NOTDIR|NOSPC|ROFS|PERM|EXIST)$/.test(code ?? '')) throw error
    throw errors.E_BACKUP_FOLDER({ folder: backupFolder(), detail: message }, { cause: error })
  }
}

/** Takes away the oldest backups but so many. Received files stay: newer backups share them. */
export async function dropOld(kept: number): Promise<string[]> {
  const names = await readdir(backupFolder())
  const old = names
    .filter((name) => /^\d{8}T\d{6}Z$/.test(name))
    .toSorted()
    .slice(0, -kept)
  for (const name of old) await rm(join(backupFolder(), name), { recursive: true, force: true })
  return old
}

async function copyTables(folder: string, takenAt: Date): Promise<Manifest> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const tables: TableBackup[] = []
    for (const table of await tablesOf(client)) tables.push(await copyTable(client, folder, table))
    const { rows: sequences } = await client.query<{ name: string; value: string }>(
      `select sequencename as name, last_value::text as value from pg_sequences
        where schemaname = 'public' and sequencename !~ '^adonis_' and last_value is not null order by 1`
    )
    const { rows: about } = await client.query<{ server: string; environment: string | null }>(
      `select current_setting('server_version') as server, (select environment from configuration_environment) as environment`
    )
    return {
      format: 1,
      takenAt: takenAt.toISOString(),
      ...about[0]!,
      migrations: await migrationsOf(client),
      tables,
      sequences,
    }
  } finally {
    await client.end()
  }
}

async function copyTable(
  client: pg.Client,
  folder: string,
  table: { readonly name: string; readonly columns: string[]; readonly cents: string[] }
): Promise<TableBackup> {
  const { name, columns } = table
  const file = `${name}.copy.gz`
  const totals = await totalsOf(client, table)
  const hash = createHash('sha256')
  let bytes = 0
  const measured = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece)
      bytes += piece.length
      done(null, piece)
    },
  })
  await pipeline(
    client.query(copyTo(`copy (select ${columns.join(', ')} from ${name}) to stdout`)),
    createGzip({ level: 1 }),
    measured,
    createWriteStream(join(folder, file))
  )
  return { name, columns, ...totals, file, sha256: hash.digest('hex'), bytes }
}

/** Received files are named by their hash and never change: each is copied once, for all backups. */
async function keepFiles(): Promise<void> {
  const options = { recursive: true, force: false, errorOnExist: false }
  await cp(varPath('files'), join(backupFolder(), 'files'), options).catch(
    (error: NodeJS.ErrnoException) => {
      // An installation that has received none, or keeps them in a bucket.
      if (error.code !== 'ENOENT') throw error
    }
  )
}
