import { writeEvents } from '#core/actions/index'
import type { JsonObject } from '#core/database/index'
import { readStoredFile } from '#core/files/index'
import type { ChunkResult, Job, JobContext, JobPlan } from '#core/jobs/index'
import type { Issue } from '#core/kernel/index'
import { clock } from '#core/calendar/index'
import { reconcile } from '../services/match_statement.ts'
import { takeReconciliation, touchDaysOfFile } from '../services/refresh_days.ts'
import { finishFile } from '../services/file_totals.ts'
import type { FileOfLines, LineResult } from '../services/arriving_lines.ts'
import { importLines } from '../services/import_lines.ts'
import { type OpenedFile, openFile } from '../services/open_file.ts'

export interface ImportArgs {
  readonly agreementId: bigint
  readonly fileObjectId: bigint
  /** For people: bank, agreement and name of the file. */
  readonly title: string
}

/** Line numbers of the file, both inclusive. */
interface LineRange {
  readonly from: number
  readonly to: number
}

interface ImportState {
  readonly file: FileOfLines
  readonly warnings: readonly string[]
}

export const LINES_PER_CHUNK = 500
const LAST_LINE = 2 ** 31 - 1

async function plan(
  context: JobContext,
  { agreementId, fileObjectId }: ImportArgs
): Promise<JobPlan<LineRange, ImportState>> {
  const { tx, municipalityId, actor } = context
  const stored = await readStoredFile(tx, municipalityId, fileObjectId)
  const opened = await openFile(tx, {
    municipalityId,
    agreementId,
    actorName: actor.name,
    received: { fileObjectId, sha256: stored.sha256, bytes: stored.content },
  })
  if (opened.reason) context.log(opened.reason)
  for (const warning of opened.warnings) context.log(warning)
  const isGoing = opened.status === 'importing'
  return {
    chunks: isGoing ? rangesOf(opened.lineCount) : [],
    total: isGoing ? opened.lineCount : 0,
    state: stateOf(opened, agreementId),
  }
}

const stateOf = (opened: OpenedFile, agreementId: bigint): ImportState => ({
  file: {
    fileId: opened.fileId,
    agreementId,
    agentCode: opened.agreement.agentCode,
    kind: opened.agreement.kind,
    sequence: opened.sequence,
  },
  warnings: opened.warnings,
})

/** Lines between header and trailer stand from 2 on, save for blank lines, which only leave a range emptier. */
function rangesOf(lines: number): LineRange[] {
  const count = Math.ceil(lines / LINES_PER_CHUNK)
  return Array.from({ length: count }, (_, index) => ({
    from: index * LINES_PER_CHUNK + 2,
    to: index === count - 1 ? LAST_LINE : (index + 1) * LINES_PER_CHUNK + 1,
  }))
}

async function perform(
  context: JobContext,
  range: LineRange,
  { file }: ImportState
): Promise<ChunkResult> {
  const { lines, warnings } = await importLines(context.tx, context, { file, ...range })
  const parked = lines.filter(({ fate }) => fate === 'unidentified' || fate === 'rejected')
  return {
    done: lines.length - parked.length,
    parked: parked.length,
    issues: [...parked.map(issueOf), ...warnings],
    figures: figuresOf(lines),
    trail: {
      file: String(file.fileId),
      from: lines[0]?.number ?? 0,
      to: lines.at(-1)?.number ?? 0,
    } satisfies JsonObject,
  }
}

const issueOf = ({ number, fate, reason }: LineResult): Issue => ({
  code: fate === 'rejected' ? 'line_rejected' : 'line_unidentified',
  severity: 'warning',
  path: `linha ${number}`,
  message: reason ?? '',
})

function figuresOf(lines: readonly LineResult[]): Record<string, bigint> {
  const figures: Record<string, bigint> = {}
  for (const { fate, amountCents } of lines) {
    figures[fate] = (figures[fate] ?? 0n) + 1n
    figures[`${fate}_cents`] = (figures[`${fate}_cents`] ?? 0n) + amountCents
  }
  return figures
}

/** Reads a bank's payment file: every line is stored with its fate, and the good ones settle what they paid. */
export const importFile: Job<ImportArgs, LineRange, ImportState> = {
  name: 'payments.import',
  title: 'Importação de arquivo de pagamentos',
  permission: 'payments.import',
  figures: {
    settled: 'Baixadas',
    settled_cents: 'Valor baixado',
    joined: 'Já recebidas por outro meio',
    joined_cents: 'Valor já recebido',
    duplicate: 'Em dobro',
    duplicate_cents: 'Valor em dobro',
    unidentified: 'A identificar',
    unidentified_cents: 'Valor a identificar',
    forwarded: 'Do sistema anterior',
    forwarded_cents: 'Valor do sistema anterior',
    returned: 'Débitos não feitos',
    returned_cents: 'Valor não debitado',
    noted: 'Anotadas',
    noted_cents: 'Valor em linhas anotadas',
    rejected: 'Recusadas',
    rejected_cents: 'Valor recusado',
    file: 'Arquivo nº',
  },
  reasons: { line_rejected: 'Linhas recusadas', line_unidentified: 'Linhas a identificar' },
  key: ({ agreementId, fileObjectId }) => `${agreementId}/${fileObjectId}`,
  label: ({ title }) => title,
  plan,
  perform,
  async finish({ tx, municipalityId }, { file }) {
    if (await finishFile(tx, file)) {
      await takeReconciliation(tx, municipalityId)
      await touchDaysOfFile(tx, municipalityId, file)
      await reconcile(tx, municipalityId, clock.now())
      const payload = { file: String(file.fileId), agreement: String(file.agreementId) }
      await writeEvents(tx, municipalityId, [{ event: 'payments.file_imported', payload }])
    }
    return { file: file.fileId }
  },
}
