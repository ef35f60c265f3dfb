import { randomBytes } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import { pageOf, pagerOf } from '#core/web/index'
import {
  DELIVERIES_PER_PAGE,
  deliveryOf,
  deliveryPage,
  eventOptions,
  webhookList,
  webhookOf,
} from '../webhooks/webhook_pages.ts'

/** Other systems that are told of events: who, of what, and how each delivery went. */
export default class WebhooksController {
  async index({ actor, authorize, view }: HttpContext) {
    authorize('webhooks.manage')
    return view.render('pages/webhooks/index', {
      webhooks: await webhookList(actor.municipalityId),
    })
  }

  async create({ authorize, view }: HttpContext) {
    authorize('webhooks.manage')
    const webhook = { id: null, name: '', url: '', events: [], is_active: true }
    const suggestion = randomBytes(24).toString('base64url')
    return view.render('pages/webhooks/form', { webhook, events: eventOptions(), suggestion })
  }

  async edit({ actor, authorize, params, view }: HttpContext) {
    authorize('webhooks.manage')
    const webhook = await webhookOf(actor.municipalityId, BigInt(params.id))
    return view.render('pages/webhooks/form', { webhook, events: eventOptions(), suggestion: '' })
  }

  async show({ actor, authorize, params, request, view }: HttpContext) {
    authorize('webhooks.manage')
    const page = pageOf(request.input('page'))
    const id = BigInt(params.id)
    const { webhook, total, deliveries } = await deliveryPage(actor.municipalityId, id, page)
    return view.render('pages/webhooks/show', {
      ...{ webhook, deliveries },
      pager: pagerOf({ page, total, size: DELIVERIES_PER_PAGE, path: `/webhooks/${id}` }),
    })
  }

  async delivery({ actor, authorize, params, view }: HttpContext) {
    authorize('webhooks.manage')
    const delivery = await deliveryOf(actor.municipalityId, BigInt(params.id))
    return view.render('pages/webhooks/delivery', { delivery })
  }

  /** The subscriptions for other systems; they are written by the actions `webhooks.save` and `webhooks.resend`. */
  async api({ actor, authorize }: HttpContext) {
    authorize('webhooks.manage')
    const webhooks = await webhookList(actor.municipalityId)
    return { webhooks: webhooks.map(({ titles, ...webhook }) => webhook) }
  }

  async apiDeliveries({ actor, authorize, params, request }: HttpContext) {
    authorize('webhooks.manage')
    const page = pageOf(request.input('page'))
    const found = await deliveryPage(actor.municipalityId, BigInt(params.id), page)
    const deliveries = found.deliveries.map(({ key, title, state, ...one }) => ({
      ...one,
      state: key,
    }))
    return { total: found.total, page, deliveries }
  }
}
