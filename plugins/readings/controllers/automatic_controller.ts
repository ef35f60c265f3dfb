import { readFile } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { performAction } from '#core/actions/index'
import { decodeText } from '#core/text/index'
import { errors } from '../errors.ts'
import type { AutomaticResult } from '../services/receive_automatic.ts'

/** What automatic meters send: to an address by themselves, or in a file by a person. */
export default class AutomaticController {
  async receive({ actor, request }: HttpContext) {
    const { output } = await performAction<object, AutomaticResult>('readings.receive_automatic', {
      actor,
      input: request.body(),
    })
    const { delivery, isRepeated, ...rest } = output
    return { delivery: String(delivery), is_repeated: isRepeated, ...rest }
  }

  async create({ authorize, view }: HttpContext) {
    authorize('readings.transmit')
    return view.render('readings::automatic_file')
  }

  async store({ actor, authorize, request, response, session }: HttpContext) {
    authorize('readings.transmit')
    const sent = request.file('file', { size: '20mb' })
    if (!sent?.isValid || !sent.tmpPath) throw errors.E_READINGS_AUTOMATIC_MISSING()
    const { text: content } = decodeText(await readFile(sent.tmpPath))
    const { output, description } = await performAction<object, AutomaticResult>(
      'readings.import_automatic',
      { actor, input: { name: sent.clientName, content } }
    )
    session.flash('done', `${description}.`)
    return response.redirect().toPath(`/readings/automatic-deliveries/${output.delivery}`)
  }
}
