import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { stringify } from 'csv-stringify/sync'
import { participate } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { storeFile } from '#core/files/index'
import { startRun } from '#core/jobs/index'
import { pageOf } from '#core/web/index'
import { errors } from '../errors.ts'
import { takeOverJob } from '../jobs/take_over.ts'
import { takeOverFileView, takeOverFiles } from '../services/take_over_view.ts'
import { takeOverEntities } from '../take_over/entities.ts'

const upload = vine.create({
  system: vine
    .string()
    .trim()
    .regex(/^[\w .-]{1,40}$/),
  entity: vine.string().regex(/^[a-z_]{1,40}$/),
})

/** A month of readings of a large utility: more than this is no file of a take-over. */
const MAX_UNPACKED = 512 * 1024 * 1024
const gunzipped = promisify(gunzip)

/** What a file that came compressed (gzip) says; others as they are. @throws E_REGISTRY_TAKE_OVER_PACKED */
async function unpacked(content: Buffer, name: string): Promise<Buffer> {
  if (content[0] !== 0x1f || content[1] !== 0x8b) return content
  try {
    return await gunzipped(content, { maxOutputLength: MAX_UNPACKED })
  } catch (cause) {
    throw errors.E_REGISTRY_TAKE_OVER_PACKED({ name }, { cause })
  }
}

/** Files of the system before: upload, reconciliation, refused lines. */
export default class TakeOverController {
  async index(ctx: HttpContext) {
    ctx.authorize('registry.take_over')
    return ctx.view.render('registry::take_over', {
      files: await takeOverFiles(db, ctx.actor.municipalityId),
      entities: await db.transaction((tx) => this.#entities(ctx, tx)),
    })
  }

  async store(ctx: HttpContext) {
    const { actor, request, response } = ctx
    ctx.authorize('registry.take_over')
    const { system, entity } = await request.validateUsing(upload)
    const sent = request.file('file', { extnames: ['csv', 'txt', 'gz', 'xlsx'] })
    if (!sent?.isValid || !sent.tmpPath) throw errors.E_REGISTRY_TAKE_OVER_MISSING()
    const name = sent.clientName.replace(/\.gz$/i, '')
    const content = await unpacked(await readFile(sent.tmpPath), sent.clientName)
    const { municipalityId, userId } = actor
    const stored = await db.transaction((tx) =>
      storeFile(tx, {
        municipalityId,
        name,
        mediaType: 'text/csv',
        content,
        createdBy: userId,
      })
    )
    const run = await startRun(
      takeOverJob,
      { system, entity, fileObjectId: stored.id, fileName: name },
      actor
    )
    if (request.accepts(['html', 'json']) === 'json') return response.accepted({ run: run.id })
    return response.redirect().toPath(`/jobs/${run.id}`)
  }

  async show(ctx: HttpContext) {
    ctx.authorize('registry.take_over')
    const view = await db.transaction(async (tx) =>
      takeOverFileView(tx, ctx.actor.municipalityId, {
        id: BigInt(String(ctx.params.id)),
        page: pageOf(ctx.request.input('page')),
        entities: await this.#entities(ctx, tx),
      })
    )
    return ctx.view.render('registry::take_over_file', view)
  }

  /** Refused lines as they came, with number and reason: to be put right and sent again. */
  async rejected(ctx: HttpContext) {
    ctx.authorize('registry.take_over')
    const lines = await query<{ number: number; reason: string; raw: string }>(
      db,
      `select number, reason, raw from registry_take_over_lines
        where municipality_id = ? and file_id = ? and fate = 'rejected' order by number`,
      [ctx.actor.municipalityId, BigInt(String(ctx.params.id))]
    )
    const rows = lines.map(({ number, reason, raw }) => ({
      ...(JSON.parse(raw) as Record<string, string>),
      linha: number,
      motivo: reason,
    }))
    ctx.response.header('content-type', 'text/csv; charset=utf-8')
    ctx.response.header('content-disposition', 'attachment; filename="linhas-recusadas.csv"')
    return ctx.response.send(stringify(rows, { header: true, delimiter: ';', bom: true }))
  }

  #entities({ actor }: HttpContext, tx: Tx) {
    const { municipalityId } = actor
    return takeOverEntities((point, payload) =>
      participate(point, payload, { tx, actor, municipalityId, now: clock.now() })
    )
  }
}
