import type { HttpContext } from '@adonisjs/core/http'
import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { parameterInForce } from '#core/configuration/index'
import { readStoredFile, sendFile } from '#core/files/index'
import { startRun } from '#core/jobs/index'
import { format as words, wantsJson } from '#core/web/index'
import { type ExportArgs, exportJob, fileName } from '../export/export_job.ts'
import type { ExportFormat, ExportRequest } from '../export/source.ts'
import { takeExport } from '../export/stored_exports.ts'
import { MEDIA_TYPES, exportStream } from '../export/write_file.ts'
import { EXPORT_INLINE } from '../parameters.ts'
import { countList } from '../query/list_rows.ts'
import { listAddress, parseListState } from '../query/list_state.ts'
import type { RecordType } from '../types.ts'
import { knownColumns, layoutOf, viewsOf } from '../views/saved_views.ts'
import { fullTypeOf, viewContext } from './records_controller.ts'

/** The list as a spreadsheet: at once when it is short, by a run whose file waits when it is long. */
export default class RecordExportController {
  async file(ctx: HttpContext) {
    const type = await fullTypeOf(ctx)
    ctx.authorize(type.permissions.read)
    const request = await this.#requestOf(ctx, type)
    const today = clock.today(request.timeZone)
    const limit = await parameterInForce<number>(EXPORT_INLINE, ctx.actor.municipalityId, today)
    const { total } = await countList(type, ctx.actor, request.state)
    if (total > limit) return this.#start(ctx, request, total)
    ctx.response.header('content-type', MEDIA_TYPES[request.format])
    ctx.response.header(
      'content-disposition',
      `attachment; filename="${fileName(type, request.format)}"`
    )
    return ctx.response.stream(exportStream(request))
  }

  /** A file that waited. */
  async take(ctx: HttpContext) {
    ctx.authorize('records.read')
    const { fileId } = await takeExport(ctx.actor, String(ctx.params.id))
    return sendFile(ctx, await readStoredFile(db, ctx.actor.municipalityId, fileId))
  }

  async #requestOf(ctx: HttpContext, type: RecordType): Promise<ExportRequest> {
    const { actor, timeZone } = viewContext(ctx)
    const query = ctx.request.qs()
    const state = parseListState(type, query, timeZone)
    const views = await viewsOf(type, actor)
    const view = views.find(({ id }) => String(id) === state.view)
    const kept = view ?? (await layoutOf(type, actor))
    const columns =
      query.fields === 'all'
        ? type.fields.map(({ name }) => name)
        : knownColumns(type, kept.columns)
    const format: ExportFormat = query.format === 'xlsx' ? 'xlsx' : 'csv'
    return { type, state, columns, format, actor, timeZone }
  }

  async #start(ctx: HttpContext, request: ExportRequest, total: number) {
    const { type, state, columns, format, timeZone } = request
    const args: ExportArgs = {
      ...{ record: type.name, columns, format, timeZone, token: randomUUID() },
      query: listAddress(type, { ...state, view: null }).replace(/^\?/, ''),
      label: `${type.title.many}: ${words.integer(total)} linhas em ${format.toUpperCase()}`,
    }
    const { id } = await startRun(exportJob, args, ctx.actor)
    if (wantsJson(ctx)) return ctx.response.status(202).send({ run: String(id), total })
    const text = `O arquivo tem ${words.integer(total)} linhas e está sendo preparado. Ele fica aqui quando estiver pronto; você pode sair e voltar.`
    ctx.session.flash('done', text)
    return ctx.response.redirect().toPath(`/jobs/${id}`)
  }
}
