import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { accessErrors } from '#core/access/index'
import { readFile } from 'node:fs/promises'
import { type SentFile, fileErrors } from '#core/files/index'
import { BusinessError } from '#core/kernel/index'
import { mayImport } from '../import/import_fields.ts'
import { expectedFields, importView, rejectedCsv, templateCsv } from '../import/import_view.ts'
import {
  type Import,
  MAX_FILE_MB,
  openImport,
  readImport,
  readLines,
  recentImports,
} from '../import/imports.ts'
import { problemWords } from '../import/job.ts'
import { MAX_COLUMNS, MAX_LINES } from '../import/parse_file.ts'
import { goOn, keptMapping, requireImportable, setMapping, statusWords } from '../import/steps.ts'
import type { RecordType } from '../types.ts'
import { typeOf, viewContext } from './records_controller.ts'

const column = vine
  .string()
  .regex(/^\d{1,3}$/)
  .nullable()
  .optional()
const choice = vine.create({
  columns: vine.record(column),
  decimal: vine.enum(['auto', 'comma', 'point'] as const),
  name: vine.string().trim().maxLength(80).nullable().optional(),
})

/** Files imported into a record type: upload, columns, check, loading, and the refused lines to be corrected. */
export default class ImportsController {
  async create(ctx: HttpContext) {
    return this.#renderUpload(ctx, this.#type(ctx))
  }

  async store(ctx: HttpContext) {
    const type = this.#type(ctx)
    try {
      const id = await this.#open(ctx, type)
      return ctx.response.redirect().toPath(`${type.path}/imports/${id}`)
    } catch (error) {
      if (!(error instanceof BusinessError) || error.status >= 500) throw error
      ctx.response.status(error.status)
      return this.#renderUpload(ctx, type, error.people)
    }
  }

  async show(ctx: HttpContext) {
    const type = this.#type(ctx)
    return this.#renderImport(ctx, type, await this.#import(ctx, type))
  }

  /** Sets the columns, or takes those of a kept mapping, and checks the file by them. */
  async map(ctx: HttpContext) {
    const type = this.#type(ctx)
    const found = await this.#import(ctx, type)
    const step = { type, actor: ctx.actor, id: found.id }
    try {
      await setMapping(step, await this.#choice(ctx, found))
      await goOn({ ...step, mode: 'check' })
      return ctx.response.redirect().toPath(`${type.path}/imports/${found.id}`)
    } catch (error) {
      if (!(error instanceof BusinessError) || error.status >= 500) throw error
      ctx.response.status(error.status)
      return this.#renderImport(ctx, type, found, error.people)
    }
  }

  async load(ctx: HttpContext) {
    const type = this.#type(ctx)
    const { id } = await this.#import(ctx, type)
    await goOn({ type, actor: ctx.actor, id, mode: 'load' })
    return ctx.response.redirect().toPath(`${type.path}/imports/${id}`)
  }

  async rejected(ctx: HttpContext) {
    const type = this.#type(ctx)
    const found = await this.#import(ctx, type)
    const name = `recusadas-${type.name.replace('.', '-')}-${found.id}.csv`
    return this.#csv(ctx, name, await rejectedCsv(found))
  }

  async template(ctx: HttpContext) {
    const type = this.#type(ctx)
    const name = `modelo-${type.name.replace('.', '-')}.csv`
    return this.#csv(ctx, name, templateCsv(type, viewContext(ctx)))
  }

  /** For other systems: sends the file with the name of a kept mapping (or titles that say the fields) and checks it. */
  async apiStore(ctx: HttpContext) {
    const type = this.#type(ctx)
    const id = await this.#open(ctx, type)
    const wanted = { type: type.name, municipalityId: ctx.actor.municipalityId, id }
    const found = await readImport(db, wanted)
    const name = String(ctx.request.input('mapping') ?? '')
    const { municipalityId } = ctx.actor
    const kept = name ? await keptMapping(db, found, { municipalityId, name }) : null
    const step = { type, actor: ctx.actor, id }
    await setMapping(step, kept ?? found.mapping)
    await goOn({ ...step, mode: 'check' })
    return ctx.response.created(await this.#json(await readImport(db, wanted)))
  }

  async apiShow(ctx: HttpContext) {
    return this.#json(await this.#import(ctx, this.#type(ctx)))
  }

  async apiLoad(ctx: HttpContext) {
    const type = this.#type(ctx)
    const { id } = await this.#import(ctx, type)
    await goOn({ type, actor: ctx.actor, id, mode: 'load' })
    return this.#json(await this.#import(ctx, type))
  }

  #type(ctx: HttpContext): RecordType {
    const type = typeOf(ctx)
    ctx.authorize('records.import')
    requireImportable(type)
    if (mayImport(ctx.actor, type)) return type
    const permission = type.permissions.write ?? ''
    const title = `Importar em ${type.title.many.toLowerCase()}`
    throw accessErrors.E_ACCESS_DENIED({ user: ctx.actor.name, permission, title })
  }

  #import(ctx: HttpContext, type: RecordType): Promise<Import> {
    const { municipalityId } = ctx.actor
    const id = String(ctx.params.id)
    return readImport(db, { type: type.name, municipalityId, id })
  }

  async #open(ctx: HttpContext, type: RecordType): Promise<bigint> {
    const sent = await this.#sent(ctx)
    return db.transaction((tx) => openImport(tx, { type, actor: ctx.actor, sent }))
  }

  async #sent({ request }: HttpContext): Promise<SentFile> {
    const file = request.file('file')
    if (!file?.tmpPath) throw fileErrors.E_FILES_MISSING()
    return { name: file.clientName, content: await readFile(file.tmpPath) }
  }

  async #choice(ctx: HttpContext, found: Import) {
    const name = String(ctx.request.input('use') ?? '')
    const { municipalityId } = ctx.actor
    const kept = name ? await keptMapping(db, found, { municipalityId, name }) : null
    if (kept) return kept
    const { columns, decimal, name: keep } = await ctx.request.validateUsing(choice)
    const chosen = Object.entries(columns).filter(([, index]) => index)
    return {
      columns: Object.fromEntries(chosen.map(([field, index]) => [field, Number(index)])),
      decimal,
      name: keep ?? null,
    }
  }

  async #renderUpload(ctx: HttpContext, type: RecordType, problem: string | null = null) {
    const recent = await recentImports(db, type.name, ctx.actor.municipalityId)
    return ctx.view.render('pages/records/import_new', {
      type,
      problem,
      fields: expectedFields(type, viewContext(ctx)),
      recent: recent.map((one) => ({ ...one, words: statusWords(one) })),
      limits: { megabytes: MAX_FILE_MB, lines: MAX_LINES, columns: MAX_COLUMNS },
    })
  }

  async #renderImport(
    ctx: HttpContext,
    type: RecordType,
    found: Import,
    problem: string | null = null
  ) {
    const view = await importView(type, found, viewContext(ctx))
    return ctx.view.render('pages/records/import_show', { type, problem, ...view })
  }

  async #json(found: Import) {
    const bad = await readLines(db, found.id, { fate: 'bad', limit: 1000 })
    return {
      id: found.id,
      file: found.file_name,
      sha256: found.sha256,
      status: found.status,
      lines: found.line_count,
      mapping: Object.fromEntries(
        Object.entries(found.mapping.columns).map(([name, index]) => [name, found.header[index]])
      ),
      counts: found.counts,
      run: found.run_id,
      rejected: bad.map(({ number, problems }) => ({
        line: number,
        message: problems.map(problemWords).join(' '),
        problems,
      })),
    }
  }

  #csv({ response }: HttpContext, name: string, content: string) {
    response.header('content-type', 'text/csv; charset=utf-8')
    response.header('content-disposition', `attachment; filename="${name}"`)
    return response.send(content)
  }
}
