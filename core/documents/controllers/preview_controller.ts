import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { municipalityOf } from '#core/access/index'
import { clock } from '#core/calendar/index'
import { checkSchema, parseContent } from '#core/configuration/index'
import type { Json } from '#core/database/index'
import { errors } from '../business_errors.ts'
import type { DocumentTemplate, DocumentType } from '../document_type.ts'
import { DocumentError } from '../errors.ts'
import { type Preview, previewIsolated } from '../isolated/index.ts'
import { requireType } from '../models.ts'
import { PREVIEWS, type PreviewFace } from '../previews.ts'
import { withPrinter } from '../printer.ts'
import { templateKind } from '../template_kind.ts'

const FACES = Object.keys(PREVIEWS) as PreviewFace[]
const asked = vine.create({
  content: vine.string().maxLength(1_000_000),
  face: vine.enum(FACES).optional(),
  number: vine.string().trim().maxLength(60).optional(),
})

/** A template that is being written, shown with the sample of its document or with a real record. */
export default class PreviewController {
  /** `{ html }`, `{ text, note }`, or `{ problem, part, line }` of what stops it. */
  async show(ctx: HttpContext) {
    ctx.authorize('configuration.edit')
    const { content, face = 'html', number } = await ctx.request.validateUsing(asked)
    return this.#answer(ctx, async () => this.#preview(ctx, { content, face, number }))
  }

  /** The same as PDF. */
  async pdf(ctx: HttpContext) {
    ctx.authorize('configuration.edit')
    const { content, number } = await ctx.request.validateUsing(asked)
    return this.#answer(ctx, async () => {
      const shown = await this.#preview(ctx, { content, face: 'html', number })
      const html = 'html' in shown ? shown.html : ''
      const pdf = await withPrinter((printer) => printer.renderPdf(html, { tagged: true }))
      ctx.response.type('application/pdf')
      ctx.response.header('Content-Disposition', 'inline; filename="modelo.pdf"')
      return pdf
    })
  }

  async #preview(ctx: HttpContext, wanted: Wanted): Promise<Preview> {
    const type = requireType(String(ctx.params.key))
    const template = templateOf(wanted.content)
    const data = wanted.number ? await this.#real(ctx, type, wanted.number) : type.sample
    const { name, title, schema, paper, template: own, style, texts } = type
    return previewIsolated({
      type: { name, title, schema, paper, template: own, style, ...(texts ? { texts } : {}) },
      template,
      data,
      face: wanted.face,
    })
  }

  async #real({ actor, authorize }: HttpContext, type: DocumentType, number: string) {
    const { find } = type
    if (!find) throw errors.E_DOCUMENTS_NO_RECORD({ number, document: type.name })
    authorize(find.permission)
    const { municipalityId } = actor
    const { timeZone } = await municipalityOf(municipalityId)
    const today = clock.today(timeZone)
    const data = await db.transaction((tx) =>
      find.load({ tx, actor, municipalityId, today, number })
    )
    if (data === null) throw errors.E_DOCUMENTS_NO_RECORD({ number, document: type.name })
    return data
  }

  async #answer<T>({ response }: HttpContext, work: () => Promise<T>) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error
      response.status(error.status)
      const { pt: problem, code, part = 'template', line = null } = error
      return { problem, code, part, line }
    }
  }
}

interface Wanted {
  readonly content: string
  readonly face: PreviewFace
  readonly number: string | undefined
}

/** The template in the text of the editor. @throws DocumentError E_DOCUMENTS_SYNTAX */
function templateOf(text: string): DocumentTemplate {
  let content: Json
  try {
    content = parseContent(text)
  } catch (cause) {
    throw notReadable('o texto não é um JSON válido.', cause)
  }
  const [issue] = checkSchema(templateKind.schema, content)
  if (issue) throw notReadable(issue.message)
  return content as unknown as DocumentTemplate
}

function notReadable(pt: string, cause?: unknown): DocumentError {
  const message = 'The content is no template'
  return new DocumentError('E_DOCUMENTS_SYNTAX', { message, pt }, { cause })
}
