import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import { appendEntry } from '#core/audit/index'
import { clock } from '#core/calendar/index'
import { PdfRenderer } from '#core/documents/index'
import { type Tx, query } from '#core/database/index'
import { type PrintedInvoice, printInvoices } from './issue_invoices.ts'
import { firstPapers } from './print_chunk.ts'
import { invoicesOfRun, isStanding } from '../invoices/invoice_rows.ts'

const BATCH = 200

export interface PrintedRun {
  readonly invoices: number
  readonly files: readonly string[]
}

export interface PrintingRun {
  readonly runId: bigint
  readonly folder: string
  readonly actor: Actor
  /** Only the first billing sets, so many. */
  readonly limit?: number
}

/**
 * Prints every invoice of a run to PDF files in a folder, some hundreds in each, in order of delivery. Printing issues:
 * what each invoice said is kept, and running it again writes the same files.
 */
export async function renderInvoices(printing: PrintingRun): Promise<PrintedRun> {
  const { folder } = printing
  await mkdir(folder, { recursive: true })
  const renderer = new PdfRenderer()
  const files: string[] = []
  let printed = 0
  try {
    const batches = renderer.renderGroups(batchesOf(printing), { timestamp: new Date(0) })
    for await (const { count, pdf } of batches) {
      const file = join(folder, `faturas-${String(files.length + 1).padStart(4, '0')}.pdf`)
      await writeFile(file, pdf)
      files.push(file)
      printed += count
    }
  } finally {
    await renderer.close()
  }
  return { invoices: printed, files }
}

async function* batchesOf({ runId, actor, limit }: PrintingRun): AsyncGenerator<string[]> {
  const all = await db.transaction((tx) =>
    query<{ set_key: bigint }>(
      tx,
      'select set_key from billing_invoices where run_id = ? group by set_key order by min(id)',
      [runId]
    )
  )
  const keys = all.slice(0, Math.min(limit ?? all.length, all.length))
  for (let start = 0; start < keys.length; start += BATCH) {
    const setKeys = keys.slice(start, start + BATCH).map((row) => row.set_key)
    const pages = await db.transaction(async (tx) => {
      const sets = await invoicesOfRun(tx, runId, setKeys)
      const at = clock.now()
      const printed: PrintedInvoice[] = []
      // What was issued on one day shares a template: a corrected version is of another day than its run.
      const standing = sets.filter(isStanding)
      for (const some of Map.groupBy(standing, (invoice) => invoice.issued_on).values()) {
        const wanted = firstPapers(some)
        printed.push(...(await printInvoices(tx, { sets, wanted, actor, at })))
      }
      await note(tx, { runId, actor, printed, at })
      return printed
    })
    yield pages.map(({ html }) => html)
  }
}

interface Noting extends Pick<PrintingRun, 'runId' | 'actor'> {
  readonly printed: readonly PrintedInvoice[]
  readonly at: Date
}

/** One entry of the trail for each file. */
async function note(tx: Tx, { runId, actor, printed, at }: Noting): Promise<void> {
  const fresh = printed.filter(({ isAgain }) => !isAgain).length
  const ids = printed.map(({ id }) => String(id))
  await appendEntry(tx, {
    ...{ municipalityId: actor.municipalityId, at, actor, reason: null },
    action: 'billing.print_run',
    subject: { type: 'jobs.run', id: runId },
    description: `${printed.length} faturas da rodada ${runId} impressas, ${fresh} pela primeira vez`,
    payload: { first_issued: ids[0] ?? null, last_issued: ids.at(-1) ?? null, fresh },
  })
}
