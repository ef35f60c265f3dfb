import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { errors } from '../errors.ts'
import { type Notice, isSigned, receiveNotice } from '../whatsapp/receive.ts'
import { whatsappSettings } from '../whatsapp/settings.ts'

/** Where the WhatsApp API posts what became of messages; each notice is signed. */
export default class WhatsappController {
  /** The API asks once whether the address is ours. */
  verify({ request, response }: HttpContext) {
    const asked = request.qs() as Readonly<Record<string, unknown>>
    const { verifyToken } = whatsappSettings() ?? { verifyToken: '' }
    const isOurs = verifyToken !== '' && asked['hub.verify_token'] === verifyToken
    if (!isOurs || asked['hub.mode'] !== 'subscribe') throw errors.E_MESSAGING_WEBHOOK()
    return response.type('text/plain').send(String(asked['hub.challenge'] ?? ''))
  }

  async store({ request, response }: HttpContext) {
    const settings = whatsappSettings()
    const signature = request.header('x-hub-signature-256') ?? null
    if (!settings || !isSigned(request.raw() ?? '', signature, settings.appSecret)) {
      throw errors.E_MESSAGING_WEBHOOK()
    }
    await db.transaction((tx) => receiveNotice(tx, request.body() as Notice))
    return response.ok({})
  }
}
