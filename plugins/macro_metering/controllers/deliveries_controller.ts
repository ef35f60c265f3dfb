import { readFile } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { performAction } from '#core/actions/index'
import { decodeText } from '#core/text/index'
import { errors } from '../errors.ts'
import type { Delivered } from '../services/receive_delivery.ts'

/** Volumes from outside: messages of the supervisory system, and sheets that a person sends. */
export default class DeliveriesController {
  async receive({ actor, request }: HttpContext) {
    const { output } = await performAction<object, Delivered>('macro_metering.receive', {
      ...{ actor, input: request.body() },
    })
    const { id, ...rest } = output
    return { delivery: String(id), ...rest }
  }

  async create({ authorize, view }: HttpContext) {
    authorize('macro_metering.write')
    return view.render('macro_metering::file')
  }

  async store({ actor, authorize, request, response, session }: HttpContext) {
    authorize('macro_metering.write')
    const sent = request.file('file', { size: '5mb' })
    if (!sent?.isValid || !sent.tmpPath) {
      throw errors.E_MACRO_METERING_FILE({ problem: 'nenhum arquivo chegou, ou ele passa de 5 MB' })
    }
    const { text: content } = decodeText(await readFile(sent.tmpPath))
    const { output, description } = await performAction<object, Delivered>(
      'macro_metering.import',
      { actor, input: { name: sent.clientName, content } }
    )
    session.flash('done', `${description}.`)
    return response.redirect().toPath(`/macro-metering/deliveries/${output.id}`)
  }
}
