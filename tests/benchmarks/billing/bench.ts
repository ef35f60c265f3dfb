import db from '@adonisjs/lucid/services/db'
import { demoGroups } from '#database/demo/cycle/groups'
import type { BenchOptions } from '../run.ts'
import { plainCopyOf } from '../support/plain_copy.ts'
import { startProbe } from '../support/probe.ts'
import { readMonth } from '../support/read_month.ts'
import { type WorkProcesses, startWorkProcesses } from '../support/work_processes.ts'

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

interface BillingRun {
  readonly seconds: number
  /** Of the processes that bill, whatever else the machine does; the server's own time is not in it. */
  readonly cpu_seconds: number
  /** Of the process that took most. */
  readonly peak_memory_mb: number
  readonly invoices: number
  readonly chunks: number
}

async function bill(municipalityId: bigint, workers: WorkProcesses): Promise<BillingRun> {
  const figures = { seconds: 0, cpu_seconds: 0, peak_memory_mb: 0 }
  for (const { id, reference: month, dates } of await demoGroups(municipalityId)) {
    const args = { group: id, reference: month, issuedOn: dates.issuedOn }
    const run = await workers.run({ job: 'billing.run', municipalityId, args })
    figures.seconds += run.seconds
    figures.cpu_seconds += run.cpuSeconds
    figures.peak_memory_mb = Math.max(figures.peak_memory_mb, Math.round(run.peakMegabytes))
  }
  const { rows } = await db.rawQuery(
    `select (select count(*)::int from billing_invoices) as invoices,
            (select count(*)::int from jobs_chunks c join jobs_runs r on r.id = c.run_id where r.job = 'billing.run') as chunks`
  )
  return { ...figures, ...(rows[0] as { invoices: number; chunks: number }) }
}

const round = (value: number, digits = 2) => Number(value.toFixed(digits))

/**
 * The billing run, by as many processes as the machine has CPUs, against plain COPY (DESIGN §8): the same rows, the same number of chunks,
 * one connection, into an empty copy of the product's own tables with all keys and indexes. An interactive user works meanwhile.
 */
export default async function bench(options: BenchOptions) {
  const database = new URL(process.env.DATABASE_URL!).pathname.slice(1)
  say(options, `Preparing ${options.economies} economies…`)
  const municipalityId = await readMonth(options)
  await db.manager.closeAll()
  const copy = await plainCopyOf(database, WRITTEN)
  try {
    const probe = await startProbe()
    const workers = await startWorkProcesses(options.processes)
    const run = await bill(municipalityId, workers)
    await workers.stop()
    const interactive = await probe.stop()
    const plain = await copy.measure(run.chunks)
    const report = {
      ...{ economies: options.economies, processes: options.processes },
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
