import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import {
  type RefMonth,
  clock,
  isRefMonth,
  monthOf,
  nextMonth,
  previousMonth,
} from '#core/calendar/index'
import { registeredCodes } from '#core/records/index'
import { pageOf, pagerOf } from '#core/web/index'
import { type BillingGroup, billingGroups } from '#plugins/registry/api'
import { chainView } from '../services/chain/chain_view.ts'

/** Groups of a page. */
const GROUPS = 12

/** The month of each group step by step, and what deliverers tell of its papers. */
export default class ChainController {
  async show(ctx: HttpContext) {
    const { actor, request, view } = ctx
    const all = await billingGroups(db, actor.municipalityId)
    const page = pageOf(request.input('page'))
    const shown = all.slice((page - 1) * GROUPS, page * GROUPS)
    const { reference, today, groups } = await this.#chain(ctx, shown)
    return view.render('billing::chain', {
      ...{ groups, reference, today, before: previousMonth(reference) },
      after: nextMonth(reference),
      pager: pagerOf({
        ...{ page, size: GROUPS, total: all.length, path: request.url(), query: { reference } },
      }),
      reasons: await registeredCodes('billing.delivery_reasons', actor.municipalityId),
    })
  }

  /** The same over REST. */
  async list(ctx: HttpContext) {
    const all = await billingGroups(db, ctx.actor.municipalityId)
    const { reference, groups } = await this.#chain(ctx, all)
    const asText = (_: string, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value
    return ctx.response.type('json').send(JSON.stringify({ reference, groups }, asText))
  }

  async store({ actor, authorize, request, response, session }: HttpContext) {
    authorize('billing.deliver')
    const given = request.only(['group', 'reference', 'on', 'reason_code'])
    const returned = String(request.input('returned') ?? '')
      .split(/[\s,;]+/)
      .filter(Boolean)
    const { description } = await performAction('billing.confirm_deliveries', {
      actor,
      input: {
        ...Object.fromEntries(Object.entries(given).filter(([, value]) => value)),
        ...(returned.length ? { returned } : {}),
        rest_delivered: request.input('rest_delivered') === 'true',
      },
    })
    session.flash('done', `${description}.`)
    const page = pageOf(request.input('page'))
    return response
      .redirect()
      .toPath(`/billing/chain?reference=${String(given.reference)}&page=${page}`)
  }

  async #chain(
    { actor, authorize, municipality, request }: HttpContext,
    shown: readonly BillingGroup[]
  ) {
    authorize('billing.read')
    const { timeZone } = municipality
    const today = clock.today(timeZone)
    const asked: unknown = request.input('reference')
    const reference: RefMonth = isRefMonth(asked) ? asked : monthOf(today)
    const { municipalityId } = actor
    const groups = await db.transaction((tx) =>
      chainView(tx, { municipalityId, groups: shown, reference, today, timeZone })
    )
    return { reference, today, groups }
  }
}
