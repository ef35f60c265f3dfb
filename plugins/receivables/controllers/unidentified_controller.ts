import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { clock, daysBetween } from '#core/calendar/index'
import { pageOf, pagerOf } from '#core/web/index'
import { CHANNELS } from '../records/options.ts'
import { PAGE_SIZE, unidentifiedQueue } from '../services/unidentified_queue.ts'

const REASONS = {
  number_in_code: 'Número do documento dentro do código recebido',
  same_amount: 'Mesmo valor em aberto',
  same_customer: 'É do cliente que se disse',
  premise_in_code: 'Matrícula dentro do código recebido',
  near_due: 'Vencimento próximo do pagamento',
} as const

/** What people enter by hand has its document from the start, but for deposits. */
const WITHOUT_DOCUMENT = CHANNELS.filter(({ value }) => value !== 'manual')

/** The money that waits for its document. */
export default class UnidentifiedController {
  async index(ctx: HttpContext) {
    ctx.authorize('receivables.read')
    const { request, actor, municipality } = ctx
    const asked = String(request.input('channel') ?? '')
    const channel = CHANNELS.find(({ value }) => value === asked)?.value ?? null
    const page = pageOf(request.input('page'))
    const { municipalityId } = actor
    const queue = await db.transaction((tx) =>
      unidentifiedQueue(tx, { municipalityId, channel, page })
    )
    const today = clock.today(municipality.timeZone)
    const total = Number(queue.total)
    return ctx.view.render('receivables::unidentified', {
      ...{
        channel,
        channels: CHANNELS,
        tabs: WITHOUT_DOCUMENT,
        reasons: REASONS,
        total,
        cents: queue.cents,
      },
      rows: queue.rows.map((row) => ({ ...row, days: daysBetween(row.paid_on, today) })),
      pager: pagerOf({
        ...{ page, size: PAGE_SIZE, total, path: '/receivables/unidentified' },
        query: channel ? { channel } : {},
      }),
    })
  }
}
