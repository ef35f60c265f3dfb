import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { runInline } from '#core/jobs/index'
import { quietConsole } from '#database/demo/cycle/console'
import { demoGroups } from '#database/demo/cycle/groups'
import { readGroup } from '#database/demo/cycle/read_group'
import type { BenchOptions } from '../run.ts'
import { loadedDemo } from '../support/loaded.ts'
import { plainCopyOf } from '../support/plain_copy.ts'
import { startProbe } from '../support/probe.ts'

/** What the billing run writes, parents first. */
const WRITTEN = {
  tables: [
    ...['receivables_items', 'receivables_documents', 'receivables_document_items'],
    ...['billing_invoices', 'billing_charges', 'accounting_postings'],
  ],
  parents: [
    ...['jobs_runs', 'configuration_packs', 'billing_runs', 'billing_group_months'],
    'accounting_facts',
  ],
}

const say = (options: BenchOptions, text: string) => {
  if (!options.json) process.stdout.write(`${text}\n`)
}

async function prepare(options: BenchOptions): Promise<bigint> {
  const municipalityId = await loadedDemo(options.economies)
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

const round = (value: number, digits = 2) => Number(value.toFixed(digits))

/**
 * The billing run against plain COPY (DESIGN §8): the same rows, the same number of chunks, one connection, into an empty
 * copy of the product's own tables with all keys and indexes. An interactive user works meanwhile.
 */
export default async function bench(options: BenchOptions) {
  const database = new URL(process.env.DATABASE_URL!).pathname.slice(1)
  say(options, `Preparing ${options.economies} economies…`)
  const municipalityId = await prepare(options)
  await db.manager.closeAll()
  const copy = await plainCopyOf(database, WRITTEN)
  try {
    const probe = await startProbe()
    const run = await bill(municipalityId)
    const interactive = await probe.stop()
    const plain = await copy.measure(run.chunks)
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
    await copy.drop()
  }
}
