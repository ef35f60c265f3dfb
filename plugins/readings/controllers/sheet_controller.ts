import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { type Issued, withPrinter } from '#core/documents/index'
import { pageOf, pagerOf } from '#core/web/index'
import { typingPage } from '../services/typing_page.ts'

const ROWS = 50
const FIELD = /^(reading|occurrence)_(\d{1,18})$/

/** Routes on paper: printed for a day without devices, and typed back. */
export default class SheetController {
  async pdf({ actor, params, response }: HttpContext) {
    const { output } = await performAction<object, Issued>('readings.print_sheet', {
      actor,
      input: { id: params.id },
    })
    const timestamp = clock.now()
    const pdf = await withPrinter((printer) =>
      printer.renderPdf(output.html, { tagged: true, timestamp })
    )
    response.type('application/pdf')
    response.header('Content-Disposition', `inline; filename="boletim-${params.id}.pdf"`)
    return response.send(pdf)
  }

  async show(ctx: HttpContext) {
    const { actor, authorize, municipality, params, request, view } = ctx
    authorize('readings.run')
    const page = pageOf(request.input('page'))
    const typing = await db.transaction((tx) =>
      typingPage(tx, actor.municipalityId, {
        ...{ loadRouteId: BigInt(params.id), page, size: ROWS },
      })
    )
    return view.render('readings::typing', {
      ...typing,
      pager: pagerOf({ page, size: ROWS, total: typing.total, path: request.url() }),
      today: clock.today(municipality.timeZone),
    })
  }

  async store({ actor, params, request, response, session }: HttpContext) {
    const { description } = await performAction('readings.type_sheet', {
      actor,
      input: {
        id: params.id,
        read_on: request.input('read_on'),
        reader: request.input('reader'),
        readings: typedIn(request.body()),
      },
    })
    session.flash('done', `${description}.`)
    return response.redirect().back()
  }
}

/** What the fields of the form hold, by item; those left empty were not visited. */
function typedIn(body: Record<string, unknown>): Record<string, string>[] {
  const typed = new Map<string, Record<string, string>>()
  for (const [name, value] of Object.entries(body)) {
    const [, field, item] = FIELD.exec(name) ?? []
    const text = String(value ?? '').trim()
    if (!field || !item || text === '') continue
    typed.set(item, { ...typed.get(item), item, [field]: text })
  }
  return [...typed.values()]
}
