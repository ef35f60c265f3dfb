import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import { MigrationRunner } from '@adonisjs/lucid/migration'
import pg from 'pg'
import { systemActor } from '#core/access/index'
import { runInline } from '#core/jobs/index'
import { loadDemo } from '#database/demo/load_demo'
import { quietConsole } from '#database/demo/cycle/console'
import { demoGroups } from '#database/demo/cycle/groups'
import { readGroup } from '#database/demo/cycle/read_group'
import { type BenchOptions, dropDatabase, onServer } from '../run.ts'
import { type TableBytes, putBack, takeOut } from './copied_rows.ts'
import { startProbe } from './probe.ts'

/** What the billing run writes, parents first, and the column that tells the run's own rows. */
const WRITTEN = [
  'receivables_items',
  'receivables_documents',
  'receivables_document_items',
  'billing_invoices',
  'billing_charges',
  'accounting_postings',
] as const

/** The run's parents that its rows have foreign keys to, put into the copy outside the measure. */
const PARENTS = [
  ...['jobs_runs', 'configuration_packs', 'billing_runs', 'billing_group_months'],
  'accounting_facts',
]

const say = (options: BenchOptions, text: string) => {
  if (!options.json) process.stdout.write(`${text}\n`)
}

async function prepare(options: BenchOptions): Promise<bigint> {
  const migrator = new MigrationRunner(db, app, {
    direction: 'up',
    connectionName: 'owner',
    dryRun: false,
  })
  await migrator.run()
  if (migrator.error) throw migrator.error
  const { municipalityId } = await loadDemo({ economies: options.economies })
  const on = quietConsole(systemActor(municipalityId))
  for (const group of await demoGroups(municipalityId)) await readGroup(on, group)
  await db.connection('owner').rawQuery('vacuum analyze')
  return municipalityId
}

interface BillingRun {
  readonly seconds: number
  /** Of this process alone, whatever else the machine does. */
  readonly cpu_seconds: number
  readonly invoices: number
  readonly chunks: number
}

async function bill(municipalityId: bigint): Promise<BillingRun> {
  const actor = systemActor(municipalityId)
  const groups = await demoGroups(municipalityId)
  const began = performance.now()
  const cpu = process.cpuUsage()
  for (const { id, reference: month, dates } of groups) {
    await runInline('billing.run', { group: id, reference: month, issuedOn: dates.issuedOn }, actor)
  }
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  const { rows } = await db.rawQuery(
    `select (select count(*)::int from billing_invoices) as invoices,
            (select count(*)::int from jobs_chunks c join jobs_runs r on r.id = c.run_id where r.job = 'billing.run') as chunks`
  )
  return {
    seconds,
    cpu_seconds: (user + system) / 1e6,
    ...(rows[0] as { invoices: number; chunks: number }),
  }
}

async function clientOf(database: string): Promise<pg.Client> {
  const url = new URL(process.env.DATABASE_OWNER_URL!)
  url.pathname = `/${database}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  return client
}

/** The tables of plugins that are on: accounting may be left out. */
async function writtenTables(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'select t as name from unnest($1::text[]) with ordinality as w(t, place) where to_regclass(t) is not null order by place',
    [WRITTEN]
  )
  return rows.map(({ name }) => name)
}

async function highestIds(client: pg.Client): Promise<Map<string, string>> {
  const highest = new Map<string, string>()
  for (const table of [...PARENTS, ...(await writtenTables(client))]) {
    const column = table === 'receivables_document_items' ? 'document_id' : 'id'
    const { rows } = await client.query(
      `select coalesce(max(${column}), 0)::text as top from ${table}`
    )
    highest.set(table, `${column} > ${rows[0].top}`)
  }
  return highest
}

async function copyParents(
  source: pg.Client,
  copy: pg.Client,
  marks: ReadonlyMap<string, string>
): Promise<void> {
  const parents: TableBytes[] = []
  for (const table of PARENTS) parents.push(await takeOut(source, table, marks.get(table)!, 1))
  await putBack(copy, parents)
}

/** Plain COPY of the same bytes: into the product's own tables with all keys and indexes, and into bare ones. */
async function reference(copyName: string, marks: ReadonlyMap<string, string>, chunks: number) {
  const source = await clientOf(new URL(process.env.DATABASE_URL!).pathname.slice(1))
  const copy = await clientOf(copyName)
  try {
    await copyParents(source, copy, marks)
    const tables: TableBytes[] = []
    for (const table of await writtenTables(source))
      tables.push(await takeOut(source, table, marks.get(table)!, chunks))
    for (const { table } of tables) await copy.query(`create table bare_${table} (like ${table})`)
    const bare = await putBack(copy, tables, (table) => `bare_${table}`)
    const keyed = await putBack(copy, tables)
    return { bare, keyed, rows: Object.fromEntries(tables.map(({ table, rows }) => [table, rows])) }
  } finally {
    await source.end()
    await copy.end()
  }
}

const round = (value: number, digits = 2) => Number(value.toFixed(digits))

/**
 * The billing run against plain COPY (DESIGN §8): the same rows, the same number of chunks, one connection, into an empty
 * copy of the product's own tables with all keys and indexes. An interactive user works meanwhile.
 */
export default async function bench(options: BenchOptions) {
  const database = new URL(process.env.DATABASE_URL!).pathname.slice(1)
  const copyName = `${database}_copy`
  say(options, `Preparing ${options.economies} economies…`)
  const municipalityId = await prepare(options)
  const before = await clientOf(database)
  const marks = await highestIds(before)
  await before.end()
  await db.manager.closeAll()
  await onServer(
    `drop database if exists ${copyName} with (force)`,
    `create database ${copyName} template ${database}`
  )
  try {
    const probe = await startProbe()
    const run = await bill(municipalityId)
    const interactive = await probe.stop()
    const plain = await reference(copyName, marks, run.chunks)
    const report = {
      economies: options.economies,
      ...run,
      seconds: round(run.seconds),
      cpu_seconds: round(run.cpu_seconds),
      bills_per_second: round(run.invoices / run.seconds, 0),
      copy_seconds: round(plain.keyed),
      copy_bills_per_second: round(run.invoices / plain.keyed, 0),
      bare_copy_bills_per_second: round(run.invoices / plain.bare, 0),
      ratio_to_copy: round(run.seconds / plain.keyed),
      interactive_ms: interactive,
      rows: plain.rows,
    }
    say(
      options,
      Object.entries(report)
        .map(([name, value]) => `${name.padEnd(28)} ${JSON.stringify(value)}`)
        .join('\n')
    )
    return report
  } finally {
    await dropDatabase(copyName)
  }
}
