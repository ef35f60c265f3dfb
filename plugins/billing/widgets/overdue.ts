import type { Widget, WidgetBar } from '#core/reports/index'
import { andInside } from '#core/records/index'
import { query } from '#core/database/index'
import { format } from '#core/web/index'

const BANDS = ['Até 30 dias', '31 a 90 dias', '91 a 180 dias', '181 a 365 dias', 'Mais de um ano']

/** What is overdue today, by how long. */
export const overdueByAge: Widget = {
  name: 'billing.overdue',
  title: 'Dívida vencida por idade',
  permission: 'billing.read',
  size: 'small',
  place: 40,
  path: '/reports/billing.pendencies',
  async load({ tx, actor, municipalityId, today }) {
    const inside = andInside('premise_id', 'registry.premises', actor)
    const bands = await query<{ band: number; cents: bigint }>(
      tx,
      `select width_bucket(?::date - due_on, array[31, 91, 181, 366]) as band, sum(total_cents - settled_cents)::bigint as cents
         from billing_invoices
        where municipality_id = ? and settlement in ('open', 'partly_settled') and due_on < ?${inside.sql} group by 1 order by 1`,
      [today, municipalityId, today, ...inside.bindings]
    )
    if (!bands.length) return null
    const total = bands.reduce((sum, { cents }) => sum + cents, 0n)
    return {
      kind: 'bars',
      bars: BANDS.map((label, band): WidgetBar => {
        const cents = bands.find((one) => one.band === band)?.cents ?? 0n
        return { label, text: format.money(cents), size: Number(cents) }
      }),
      note: `${format.money(total)} ao todo`,
    }
  },
}
