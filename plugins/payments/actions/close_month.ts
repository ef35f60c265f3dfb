import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, referenceMonth } from '#core/actions/index'
import { formatRefMonth } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import { type ClosedMonth, closeMonth } from '../services/close_month.ts'

const input = vine.create({ reference: referenceMonth() })

/** Closes the collection of a month at once, as its schedule would. */
export const closeMonthAction: Action<Infer<typeof input>, ClosedMonth> = {
  name: 'payments.close_month',
  title: 'Fechar o mês da arrecadação',
  permission: 'payments.close',
  input,
  labels: { reference: 'Mês' },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'payments.closings', id }),
  async run(context, { reference }) {
    const { tx, municipalityId, actor, now } = context
    const today = await todayIn(tx, municipalityId)
    return closeMonth(tx, {
      ...{ municipalityId, reference, today, at: now, by: actor.name },
      participate: (point, payload) => context.participate(point, payload),
    })
  },
  describe: ({ reference }, { receipts, paidCents }) =>
    `Arrecadação de ${formatRefMonth(reference)} fechada: ${receipts} pagamentos, ${formatMoney(paidCents)}`,
}
