import db from '@adonisjs/lucid/services/db'
import { actorOfUser } from '#core/access/index'
import type { Actor } from '#core/actions/index'
import { query } from '#core/database/index'
import type { ChunkResult, Job, JobContext } from '#core/jobs/index'
import { LONGEST_MS } from '../export/rows.ts'
import { errors } from '../errors.ts'
import { type Request, type Viewer, readRequest, refuseProblems } from '../run/asked.ts'
import { findReport } from '../run/find_report.ts'
import { reportPage } from '../run/run_report.ts'
import { keepReportFile } from './kept_files.ts'
import { type FileFormat, makeFile } from './make_file.ts'

export interface ExportArgs {
  readonly report: string
  readonly title: string
  /** Filters and order, as the address of the report says them. */
  readonly query: Readonly<Record<string, string>>
  readonly format: FileFormat
  readonly timeZone: string
  readonly utility: string
  readonly token: string
}

/** Who asked for it, with the rights of now: somebody who left gets nothing. @throws BusinessError E_REPORTS_UNKNOWN */
async function askerOf({ actor, municipalityId, tx }: JobContext, report: string): Promise<Actor> {
  const known = actor.userId && (await actorOfUser(actor.userId, municipalityId, tx))
  if (!known || known.municipalityId !== municipalityId)
    throw errors.E_REPORTS_UNKNOWN({ name: report })
  return known
}

async function requestOf(
  context: JobContext,
  args: ExportArgs
): Promise<{ request: Request; viewer: Viewer }> {
  const actor = await askerOf(context, args.report)
  const viewer = { actor, timeZone: args.timeZone, within: context.tx }
  await query(context.tx, `set local statement_timeout = ${LONGEST_MS}`)
  const request = readRequest(await findReport(args.report, viewer), args.query, viewer)
  refuseProblems(request)
  return { request, viewer }
}

async function perform(context: JobContext, args: ExportArgs): Promise<ChunkResult> {
  const { tx, municipalityId, runId } = context
  const { request, viewer } = await requestOf(context, args)
  const { count } = await reportPage(request.report, request.asked, { page: 1, size: 1 })
  const content = await makeFile(request, viewer, args)
  const { userId } = viewer.actor
  const { sha256 } = await keepReportFile(tx, {
    ...{ municipalityId, runId, content, rows: count, sendingId: null, hasLink: false },
    ...{ report: args.report, title: args.title, format: args.format },
    ...{ userIds: [userId!], createdBy: userId },
  })
  const figures = { rows: count, bytes: content.byteLength }
  return { done: 1, parked: 0, issues: [], figures, trail: { sha256 } }
}

/** A report that takes long: its file waits on the page of the run. */
export const reportExportJob: Job<ExportArgs, number, null> = {
  name: 'reports.export',
  title: 'Exportação de relatório',
  permission: 'reports.read',
  keepsTerritory: true,
  figures: { rows: 'Linhas', bytes: 'Tamanho do arquivo (bytes)' },
  key: ({ token }) => token,
  label: ({ title, format }) => `${title} em ${format.toUpperCase()}`,
  async plan() {
    return { chunks: [1], total: 1, state: null }
  },
  perform: (context, _chunk, _state, args) => perform(context, args),
  async results(runId) {
    const rows = await query<{ id: bigint }>(db, 'select id from reports_files where run_id = ?', [
      runId,
    ])
    return rows.map(({ id }) => ({ title: 'Baixar o arquivo', path: `/reports/files/${id}` }))
  },
}
