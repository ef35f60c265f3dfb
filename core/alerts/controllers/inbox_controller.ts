import type { HttpContext } from '@adonisjs/core/http'
import { pageOf, pagerOf } from '#core/web/index'
import { NOTICES_PER_PAGE, inboxPage, markRead } from '../inbox.ts'

const idOf = (value: unknown) =>
  /^\d{1,18}$/.test(String(value)) ? BigInt(String(value)) : undefined

/** What a person has been told; everybody has an inbox of their own. */
export default class InboxController {
  async index({ actor, request, view }: HttpContext) {
    const page = pageOf(request.input('page'))
    const { total, notices } = await inboxPage(actor.userId!, page)
    return view.render('pages/alerts/inbox', {
      notices,
      newest: notices[0]?.id ?? null,
      hasUnread: notices.some(({ read_at: readAt }) => readAt === null),
      pager: pagerOf({ page, total, size: NOTICES_PER_PAGE, path: '/inbox' }),
    })
  }

  /** One notice: read, and on to what it is about. Without a number: all that the page showed. */
  async read({ actor, request, response }: HttpContext) {
    const id = idOf(request.input('id'))
    const path = await markRead(actor.userId!, { id, upTo: idOf(request.input('up_to')) })
    return response.redirect().toPath((id && path) || '/inbox')
  }
}
