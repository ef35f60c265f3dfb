import type { HttpContext } from '@adonisjs/core/http'
import { pageOf, pagerOf } from '#core/web/index'
import {
  MESSAGES_PER_PAGE,
  type MessageState,
  STATES,
  channelStates,
  messageList,
  messageOf,
} from '../view/message_list.ts'

/** The outbox: what was sent to people, what waits, what failed and why. */
export default class MessagesController {
  async index({ actor, authorize, request, view }: HttpContext) {
    authorize('messaging.read')
    const wanted = String(request.input('state') ?? '')
    const state = wanted in STATES ? (wanted as MessageState) : null
    const text = String(request.input('q') ?? '').slice(0, 100)
    const page = pageOf(request.input('page'))
    const filter = { municipalityId: actor.municipalityId, state, text }
    const { total, messages } = await messageList(filter, page)
    return view.render('pages/messages/index', {
      ...{ messages, chosen: state, text, channels: await channelStates() },
      states: Object.entries(STATES).map(([value, { text: title }]) => ({ value, title })),
      pager: pagerOf({
        ...{ page, total, size: MESSAGES_PER_PAGE, path: '/messages' },
        query: { ...(state ? { state } : {}), ...(text ? { q: text } : {}) },
      }),
    })
  }

  async show({ actor, authorize, params, view }: HttpContext) {
    authorize('messaging.read')
    const message = await messageOf(actor.municipalityId, BigInt(params.id))
    return view.render('pages/messages/show', { message })
  }

  /** The page alone, for the frame that shows it: a sandbox without scripts, forms or addresses. */
  async preview({ actor, authorize, params, response }: HttpContext) {
    authorize('messaging.read')
    const { html } = await messageOf(actor.municipalityId, BigInt(params.id))
    response.header(
      'Content-Security-Policy',
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
    )
    return response.type('text/html; charset=utf-8').send(html)
  }
}
