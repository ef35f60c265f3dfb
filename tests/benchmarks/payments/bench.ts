import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import type { PaymentBehaviour } from '#database/demo/bank_simulator'
import type { BenchOptions } from '../run.ts'
import { issuedMonth, returnFile } from '../support/issued_month.ts'
import { plainCopyOf } from '../support/plain_copy.ts'
import { startProbe } from '../support/probe.ts'
import { startWorkProcesses } from '../support/work_processes.ts'

/** What an import writes; the items, documents and invoices that it changes are work that plain COPY does not do. */
const WRITTEN = {
  tables: [
    ...['receivables_receipts', 'receivables_advices', 'receivables_settlements'],
    ...['receivables_credits', 'receivables_pending_charges', 'payments_file_lines'],
    'accounting_postings',
  ],
  parents: [
    'files_objects',
    'jobs_runs',
    'configuration_packs',
    'payments_files',
    'accounting_facts',
  ],
} as const

/** Of a hundred payments: how those that are not simply on time come in. */
const ODD: Readonly<Record<number, PaymentBehaviour>> = {
  ...{
    7: 'late',
    17: 'late',
    27: 'late',
    37: 'late',
    47: 'late',
    57: 'late',
    67: 'late',
    77: 'late',
  },
  ...{ 88: 'duplicate', 91: 'overpaid', 93: 'underpaid', 97: 'unknown' },
}

/** Economies for each document that asks for money: some are condominium units, some carry over. */
const ECONOMIES_PER_RECORD = 1.3

const round = (value: number, digits = 2) => Number(value.toFixed(digits))

/**
 * A bank's return file imported, settled and posted, against plain COPY of the rows that it writes (DESIGN §8). An interactive
 * user works meanwhile.
 */
export default async function bench(options: BenchOptions) {
  const records = options.records ?? Math.floor(options.economies / ECONOMIES_PER_RECORD)
  const database = new URL(process.env.DATABASE_URL!).pathname.slice(1)
  const municipalityId = await issuedMonth({
    ...{ economies: Math.ceil(records * ECONOMIES_PER_RECORD), isFilled: options.isFilled },
  })
  const file = await returnFile(municipalityId, {
    records,
    behaviourAt: (place) => ODD[place % 100] ?? 'on_time',
  })
  await db.manager.closeAll()
  const copy = await plainCopyOf(database, WRITTEN)
  try {
    const probe = await startProbe()
    const workers = await startWorkProcesses(options.processes)
    const { done, parked, seconds, cpuSeconds, peakMegabytes } = await workers.run({
      ...{ job: 'payments.import', municipalityId, args: file },
    })
    await workers.stop()
    const interactive = await probe.stop()
    const [{ chunks } = { chunks: 1 }] = await query<{ chunks: number }>(
      db,
      `select count(*)::int as chunks from jobs_chunks c join jobs_runs r on r.id = c.run_id where r.job = 'payments.import'`
    )
    const plain = await copy.measure(chunks)
    const report = {
      ...{ records: done + parked, parked, chunks, processes: options.processes },
      seconds: round(seconds),
      records_per_second: round((done + parked) / seconds, 0),
      copy_seconds: round(plain.keyed),
      bare_copy_seconds: round(plain.bare),
      ratio_to_copy: round(seconds / plain.keyed),
      // Of the processes that import: the server's own time is not in it.
      cpu_seconds: round(cpuSeconds),
      peak_memory_mb: round(peakMegabytes, 0),
      interactive_ms: interactive,
      rows: plain.rows,
    }
    if (!options.json) {
      const lines = Object.entries(report).map(
        ([name, value]) => `${name.padEnd(20)} ${JSON.stringify(value)}`
      )
      process.stdout.write(`${lines.join('\n')}\n`)
    }
    return report
  } finally {
    await copy.drop()
  }
}
