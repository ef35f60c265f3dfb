import { type RefMonth, clock, formatRefMonth, monthOf, previousMonth } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import { withPrinter } from '#core/documents/index'
import { readStoredFile, storeFile, storeStreamed, zipStream } from '#core/files/index'
import type { Job, JobContext } from '#core/jobs/index'
import {
  type RunFile,
  filesOfRun,
  keepRunFile,
  printedFiles,
} from '../services/printing/run_files.ts'
import { printChunk } from '../services/printing/print_chunk.ts'
import {
  type PrintedRunRow,
  invoicesInOrder,
  lastRunOf,
  runToPrint,
} from '../services/printing/run_order.ts'
import { groupSetting, monthSetting } from './settings.ts'

export interface PrintArgs {
  readonly run: bigint
  readonly title: string
}

/** A part of a run in order of delivery. */
interface PrintPart {
  readonly position: number
  readonly ids: readonly bigint[]
}

interface PrintState {
  readonly runId: bigint
  /** Of the files: \`G1-2026-11\`. */
  readonly name: string
}

/** Invoices in one PDF: a browser prints so many in some seconds. */
const PART = 100
/** The plain ZIP ends at 4 GiB. */
const MOST_BYTES = 4_000_000_000

export const titleOfRun = ({ group_name: group, reference, round }: PrintedRunRow): string =>
  `${group} · ${formatRefMonth(reference)}${round > 1 ? ` · ${round}ª rodada` : ''}`

/** The arguments of a scheduled print: the last run of the group in the month. */
export async function scheduledPrint(occasion: {
  readonly tx: Tx
  readonly municipalityId: bigint
  readonly date: Parameters<typeof monthOf>[0]
  readonly settings: Readonly<Record<string, string>>
}): Promise<PrintArgs> {
  const { tx, municipalityId, date, settings } = occasion
  const reference = settings.month === 'before' ? previousMonth(monthOf(date)) : monthOf(date)
  const run = await lastRunOf(tx, municipalityId, { group: BigInt(settings.group!), reference })
  return { run: run.id, title: titleOfRun(run) }
}

export async function planParts(
  { tx, municipalityId }: JobContext,
  runId: bigint
): Promise<{ chunks: PrintPart[]; total: number; state: PrintState }> {
  const run = await runToPrint(tx, municipalityId, runId)
  const ids = await invoicesInOrder(tx, runId)
  const chunks: PrintPart[] = []
  for (let start = 0; start < ids.length; start += PART) {
    chunks.push({ position: chunks.length + 1, ids: ids.slice(start, start + PART) })
  }
  return { chunks, total: ids.length, state: { runId, name: nameOf(run) } }
}

const nameOf = ({ group_code: group, reference, round }: PrintedRunRow & { reference: RefMonth }) =>
  `${group.replace(/[^A-Za-z0-9_-]/g, '')}-${reference}${round > 1 ? `-${round}` : ''}`

/** Prints every invoice of a run to PDF, in order of delivery: parts of some, and one ZIP of all. Printing issues. */
export const printRun: Job<PrintArgs, PrintPart, PrintState> = {
  name: 'billing.print_run',
  title: 'Impressão das faturas de uma rodada',
  permission: 'billing.print',
  figures: { papers: 'Faturas impressas', fresh: 'Pela primeira vez' },
  key: ({ run }) => String(run),
  label: ({ title }) => title,
  results: printedFiles,
  schedule: { settings: [groupSetting, monthSetting], args: scheduledPrint },
  async plan(context, { run }) {
    return planParts(context, run)
  },
  async perform(
    { tx, municipalityId, actor, runId: jobRunId },
    { position, ids },
    { runId, name }
  ) {
    const at = clock.now()
    const { papers, totalCents, fresh } = await printChunk(tx, { runId, ids, actor, at })
    const htmls = papers.map(({ html }) => html)
    const content = await withPrinter((printer) =>
      printer.renderPdf(htmls, { timestamp: new Date(0) })
    )
    const file = await storeFile(tx, {
      ...{ municipalityId, content, mediaType: 'application/pdf', createdBy: actor.userId },
      name: `faturas-${name}-${String(position).padStart(4, '0')}.pdf`,
    })
    await keepRunFile(tx, {
      ...{ municipalityId, runId, jobRunId, kind: 'pdf', position, fileId: file.id },
      ...{ invoices: papers.length, totalCents },
    })
    return {
      ...{ done: ids.length, parked: 0, issues: [] },
      figures: { papers: papers.length, fresh },
      trail: { sha256: file.sha256 },
    }
  },
  async finish({ tx, municipalityId, actor, runId: jobRunId, log }, { runId, name }) {
    const all = await filesOfRun(tx, municipalityId, runId)
    const parts = all.filter(({ kind }) => kind === 'pdf').sort((a, b) => a.position - b.position)
    const whole = await storeWhole(tx, { municipalityId, createdBy: actor.userId, name, parts })
    if (whole === null) {
      log('As faturas passam de 4 GB: baixe as partes uma a uma.')
      return {}
    }
    await keepRunFile(tx, {
      ...{ municipalityId, runId, jobRunId, kind: 'pdf_whole', position: 1, fileId: whole },
      invoices: parts.reduce((sum, { invoices }) => sum + invoices, 0),
      totalCents: parts.reduce((sum, { total_cents: cents }) => sum + cents, 0n),
    })
    return {}
  },
}

interface Whole {
  readonly municipalityId: bigint
  readonly createdBy: bigint | null
  readonly name: string
  readonly parts: readonly RunFile[]
}

/** One file of all parts; null when they are too large for it. */
async function storeWhole(tx: Tx, { municipalityId, createdBy, name, parts }: Whole) {
  let bytes = 0
  async function* contents() {
    for (const { file_id: id } of parts) {
      const file = await readStoredFile(tx, municipalityId, id)
      bytes += file.content.byteLength
      if (bytes > MOST_BYTES) return
      yield { name: file.name, content: file.content }
    }
  }
  const stored = await storeStreamed(tx, {
    ...{ municipalityId, createdBy, name: `faturas-${name}.zip`, mediaType: 'application/zip' },
    content: zipStream(contents()),
  })
  return bytes > MOST_BYTES ? null : stored.id
}
