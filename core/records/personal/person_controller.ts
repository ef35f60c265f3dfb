import type { HttpContext } from '@adonisjs/core/http'
import { performAction } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { PdfRenderer } from '#core/documents/index'
import { eraseFiles } from '#core/files/index'
import { wantsJson } from '#core/web/index'
import { personalPermission, recordPath } from '../access.ts'
import { typeOf, viewContext } from '../controllers/records_controller.ts'
import type { RecordType } from '../types.ts'
import { type ExportedPerson, anonymiseAction, exportPersonAction } from './person_actions.ts'

/** A person's data, given to them or erased at their request. */
export default class PersonController {
  async export(ctx: HttpContext) {
    const type = this.#type(ctx)
    const { actor, request } = ctx
    const { timeZone } = viewContext(ctx)
    const { output } = await performAction(exportPersonAction(type, timeZone), {
      actor,
      input: { id: String(ctx.params.id) },
      reason: request.input('reason') as string | undefined,
    })
    if (request.input('format') === 'pdf') return this.#pdf(ctx, type, output)
    return this.#json(ctx, type, output)
  }

  async anonymise(ctx: HttpContext) {
    const type = this.#type(ctx)
    const { actor, request, response, session } = ctx
    const { output, description } = await performAction(anonymiseAction(type), {
      actor,
      input: { id: String(ctx.params.id) },
      reason: request.input('reason') as string | undefined,
    })
    await eraseFiles(output.files)
    if (wantsJson(ctx)) return { id: output.id, message: description }
    session.flash('done', `${description}.`)
    return response.redirect().toPath(recordPath(type, output.id))
  }

  #type(ctx: HttpContext): RecordType {
    const type = typeOf(ctx)
    ctx.authorize(type.permissions.read)
    ctx.authorize(personalPermission(type))
    ctx.authorize('records.person')
    return type
  }

  #json({ municipality, response }: HttpContext, type: RecordType, person: ExportedPerson) {
    this.#named(response, `dados-pessoais-${person.id}.json`)
    return response.json({
      record: type.name,
      id: person.id,
      made_at: clock.now().toISOString(),
      made_by: municipality.name,
      sections: person.sections,
    })
  }

  async #pdf(ctx: HttpContext, type: RecordType, person: ExportedPerson) {
    const html = await ctx.view.render('documents/person', {
      ...{ type, person, madeAt: clock.now() },
    })
    const renderer = new PdfRenderer({ pages: 1 })
    try {
      const pdf = await renderer.renderPdf(html, { tagged: true })
      this.#named(ctx.response, `dados-pessoais-${person.id}.pdf`)
      ctx.response.type('application/pdf')
      return ctx.response.send(pdf)
    } finally {
      await renderer.close()
    }
  }

  #named(response: HttpContext['response'], name: string) {
    response.header('content-disposition', `attachment; filename="${name}"`)
    response.header('cache-control', 'private, no-store')
  }
}
