import { todayIn } from '#core/access/index'
import {
  type RefMonth,
  clock,
  formatRefMonth,
  monthOf,
  previousMonth,
  refMonth,
} from '#core/calendar/index'
import type { Job } from '#core/jobs/index'
import { type ClosedMonth, closeMonth, isCollectionClosed } from '../services/close_month.ts'

export interface CloseMonthArgs {
  readonly reference: RefMonth
}

/** The month before that of the day on which it is scheduled; a month that somebody closed before is left as it is. */
export const closeMonthJob: Job<CloseMonthArgs, CloseMonthArgs, CloseMonthArgs> = {
  name: 'payments.close_months',
  title: 'Fechamento mensal da arrecadação',
  permission: 'payments.close',
  figures: { receipts: 'Pagamentos', paid_cents: 'Recebido', pending_cents: 'Pendente' },
  key: ({ reference }) => reference,
  label: ({ reference }) => formatRefMonth(refMonth(reference)),
  schedule: { args: ({ date }) => ({ reference: previousMonth(monthOf(date)) }) },
  async plan({ tx, municipalityId, log }, args) {
    if (await isCollectionClosed(tx, municipalityId, args.reference)) {
      log('O mês já estava fechado: nada foi feito.')
      return { chunks: [], total: 0, state: args }
    }
    return { chunks: [args], total: 1, state: args }
  },
  async perform(context, { reference }) {
    const { tx, municipalityId, actor } = context
    const today = await todayIn(tx, municipalityId)
    const closed: ClosedMonth = await closeMonth(tx, {
      ...{ municipalityId, reference, today, at: clock.now(), by: actor.name },
      participate: (point, payload) => context.participate(point, payload),
    })
    return {
      ...{ done: 1, parked: 0, issues: [] },
      figures: {
        ...{ receipts: closed.receipts, paid_cents: closed.paidCents },
        pending_cents: closed.pendingCents,
      },
    }
  },
}
