import type { HttpContext } from '@adonisjs/core/http'
import { performAction } from '#core/actions/index'
import { withPrinter } from '#core/documents/index'
import type { PrintedNotice } from '../services/print_notices.ts'

/** One notice or letter as PDF. */
export default class PapersController {
  async pdf({ actor, authorize, params, response }: HttpContext) {
    authorize('dunning.notify')
    const { output } = await performAction<object, PrintedNotice>('dunning.print_notice', {
      ...{ actor, input: { id: String(params.id) } },
    })
    const { html, at: timestamp } = output
    const pdf = await withPrinter((printer) => printer.renderPdf(html, { tagged: true, timestamp }))
    response.type('application/pdf')
    response.header('Content-Disposition', `inline; filename="cobranca-${params.id}.pdf"`)
    return response.send(pdf)
  }
}
