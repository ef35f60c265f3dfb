import { buffer } from 'node:stream/consumers'
import { storeFile } from '#core/files/index'
import type { ChunkResult, Job, JobContext } from '#core/jobs/index'
import { registries } from '#core/kernel/index'
import { queryOf } from '../bulk/selection.ts'
import { effectiveWithin } from '../custom/effective_type.ts'
import { countList } from '../query/list_rows.ts'
import { parseListState } from '../query/list_state.ts'
import { readRows } from '../query/sql.ts'
import type { RecordType } from '../types.ts'
import { knownColumns } from '../views/saved_views.ts'
import type { ExportFormat, ExportRequest } from './source.ts'
import { MEDIA_TYPES, exportStream } from './write_file.ts'

export interface ExportArgs {
  readonly record: string
  /** The list's query. */
  readonly query: string
  readonly columns: readonly string[]
  readonly format: ExportFormat
  readonly timeZone: string
  readonly label: string
  readonly token: string
}

export const fileName = (type: RecordType, format: ExportFormat) =>
  `${type.path.split('/').pop() ?? 'lista'}.${format}`

async function requestOf(context: JobContext, args: ExportArgs): Promise<ExportRequest> {
  const declared = registries().records.get(args.record)
  const type = await effectiveWithin(context.tx, declared, context.municipalityId)
  return {
    ...{ type, actor: context.actor, format: args.format, timeZone: args.timeZone },
    state: parseListState(type, queryOf(args.query), args.timeZone),
    columns: knownColumns(type, args.columns),
  }
}

async function perform(
  context: JobContext,
  total: number,
  _state: unknown,
  args: ExportArgs
): Promise<ChunkResult> {
  const { tx, municipalityId, actor, runId } = context
  const request = await requestOf(context, args)
  const content = await buffer(exportStream(request, tx))
  const stored = await storeFile(tx, {
    municipalityId,
    name: fileName(request.type, args.format),
    mediaType: MEDIA_TYPES[args.format],
    content,
    createdBy: actor.userId,
  })
  await readRows(
    `insert into records_exports (municipality_id, user_id, run_id, record_type, file_id, rows)
     values (?, ?, ?, ?, ?, ?)`,
    [municipalityId, actor.userId, runId, args.record, stored.id, total],
    tx
  )
  return {
    ...{ done: total, parked: 0, issues: [] },
    figures: { bytes: content.byteLength },
    trail: { sha256: stored.sha256 },
  }
}

/** A long export: its file waits on the page of the run, and the list says so. */
export const exportJob: Job<ExportArgs, number, null> = {
  name: 'records.export',
  title: 'Exportação de lista',
  permission: 'records.read',
  keepsTerritory: true,
  figures: { bytes: 'Tamanho do arquivo (bytes)' },
  key: ({ token }) => token,
  label: ({ label }) => label,
  async plan(context, args) {
    const { type, actor, state } = await requestOf(context, args)
    const { total } = await countList(type, actor, state, context.tx)
    return { chunks: [total], total, state: null }
  },
  perform,
  async results(runId) {
    const rows = await readRows<{ id: bigint }>('select id from records_exports where run_id = ?', [
      runId,
    ])
    return rows.map(({ id }) => ({ title: 'Baixar o arquivo', path: `/exports/${id}` }))
  },
}
