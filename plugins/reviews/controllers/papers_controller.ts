import type { HttpContext } from '@adonisjs/core/http'
import { performAction } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { withPrinter } from '#core/documents/index'

interface Printed {
  readonly html: string
  readonly number: string
  readonly at?: Date
}

/** The papers of a review as PDF. */
export default class PapersController {
  form(ctx: HttpContext) {
    return this.#print(ctx, 'reviews.print_form', 'formulario-revisao')
  }

  report(ctx: HttpContext) {
    return this.#print(ctx, 'reviews.print_report', 'laudo-revisao')
  }

  async #print({ actor, params, response }: HttpContext, action: string, name: string) {
    const { output } = await performAction<object, Printed>(action, {
      ...{ actor, input: { id: String(params.id) } },
    })
    const timestamp = output.at ?? clock.now()
    const pdf = await withPrinter((printer) =>
      printer.renderPdf(output.html, { tagged: true, timestamp })
    )
    response.type('application/pdf')
    const file = `${name}-${output.number.replace('/', '-')}.pdf`
    response.header('Content-Disposition', `inline; filename="${file}"`)
    return response.send(pdf)
  }
}
