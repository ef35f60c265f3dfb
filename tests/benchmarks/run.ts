import 'reflect-metadata'
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Ignitor, prettyPrintError } from '@adonisjs/core'
import pg from 'pg'
import { ensureDatabase } from '#core/database/embedded/index'
import { APP_ROOT, importer } from '../../bin/importer.ts'

export interface BenchOptions {
  readonly economies: number
  /** Payments of a bank file, where one is imported; as many as the economies give when null. */
  readonly records: number | null
  /** Processes that work on a run together; one per CPU when not said, as a server has. */
  readonly processes: number
  readonly json: boolean
  readonly keep: boolean
  /** The database was filled by an earlier run with `--keep`: measured again as it is (`--database`) or as a copy of it (`--from`). */
  readonly isFilled: boolean
}

export interface Benchmark {
  readonly default: (options: BenchOptions) => Promise<unknown>
}

const urlOf = (variable: 'DATABASE_URL' | 'DATABASE_OWNER_URL', database: string) => {
  const url = new URL(process.env[variable]!)
  url.pathname = `/${database}`
  return url.href
}

/** Runs statements on the server itself, as the owner of the databases. */
export async function onServer(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf('DATABASE_OWNER_URL', 'postgres') })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

const PATIENCE_MS = 20_000
const PAUSE_MS = 250
/** PostgreSQL's own vacuum is at work in the database: only its owner could end it, so one waits. */
const isBusy = (error: unknown) => ['42501', '55006'].includes((error as { code: string }).code)

/** Drops a database that nobody needs any more. */
export async function dropDatabase(name: string): Promise<void> {
  for (const began = Date.now(); ; await sleep(PAUSE_MS)) {
    try {
      return await onServer(`drop database if exists ${name} with (force)`)
    } catch (error) {
      if (!isBusy(error) || Date.now() - began > PATIENCE_MS) throw error
    }
  }
}

/** Boots the system on an empty database, runs the benchmark and drops the database, whatever happens. */
export async function runBenchmark(file: string, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      economies: { type: 'string', default: '20000' },
      records: { type: 'string' },
      processes: { type: 'string' },
      json: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      database: { type: 'string' },
      from: { type: 'string' },
    },
  })
  process.env.LOG_LEVEL ??= 'warn'
  await ensureDatabase(APP_ROOT)
  const isOwn = values.database === undefined
  const isFilled = !isOwn || values.from !== undefined
  const database = values.database ?? `aqueduto_bench_${process.pid}`
  if (isOwn) {
    await onServer(
      `drop database if exists ${database} with (force)`,
      `create database ${database} ${values.from ? `template ${values.from} strategy file_copy` : ''}`
    )
  }
  for (const variable of ['DATABASE_URL', 'DATABASE_OWNER_URL'] as const) {
    process.env[variable] = urlOf(variable, database)
  }
  const app = new Ignitor(APP_ROOT, { importer })
    .tap((one) => {
      one.booting(async () => {
        await import('#core/kernel/env')
      })
    })
    .createApp('console')
  try {
    await app.init()
    await app.boot()
    await app.start(async () => {
      const { default: bench } = (await import(file)) as Benchmark
      const { economies, json, keep } = values
      const records = values.records === undefined ? null : Number(values.records)
      const processes = Number(values.processes ?? availableParallelism())
      const options = { economies: Number(economies), records, processes, json, keep, isFilled }
      const report = await bench(options)
      if (values.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
    })
  } catch (error) {
    process.exitCode = 1
    await prettyPrintError(error)
  } finally {
    await app.terminate()
    if (values.keep) process.stderr.write(`Kept as --database=${database}\n`)
    else if (isOwn) await dropDatabase(database)
  }
}
