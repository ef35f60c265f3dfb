import type { Widget } from '#core/reports/index'
import { addDays } from '#core/calendar/index'
import { andInside } from '#core/records/index'
import { query } from '#core/database/index'
import { format } from '#core/web/index'

const DAYS = 14

/** What came in on each of the last two weeks' days. */
export const receivedDays: Widget = {
  name: 'payments.received_days',
  title: 'Arrecadação dos últimos 14 dias',
  permission: 'payments.read',
  size: 'large',
  place: 30,
  path: '/reports/payments.daily',
  async load({ tx, actor, municipalityId, today }) {
    const from = addDays(today, 1 - DAYS)
    const inside = andInside('premise_id', 'registry.premises', actor)
    const days = await query<{ paid_on: string; cents: bigint }>(
      tx,
      `select paid_on, sum(amount_cents)::bigint as cents from receivables_receipts
        where municipality_id = ? and state <> 'reversed' and posted_on >= ? and paid_on between ? and ?${inside.sql} group by paid_on`,
      [municipalityId, from, from, today, ...inside.bindings]
    )
    if (!days.length) return null
    const total = days.reduce((sum, { cents }) => sum + cents, 0n)
    return {
      kind: 'bars',
      bars: Array.from({ length: DAYS }, (_, index) => {
        const day = addDays(from, index)
        const cents = days.find((one) => one.paid_on === day)?.cents ?? 0n
        return {
          label: format.date(day).slice(0, 5),
          text: format.money(cents),
          size: Number(cents),
          path: `/reports/payments.daily_detail?from_on=${day}&until_on=${day}`,
        }
      }),
      note: `${format.money(total)} em ${DAYS} dias`,
    }
  },
}
