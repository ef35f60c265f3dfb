import type { Widget } from '#core/reports/index'
import { firstDay, formatRefMonth, monthOf } from '#core/calendar/index'
import { query } from '#core/database/index'
import { andInside } from '#core/records/index'
import { format } from '#core/web/index'

interface Counted {
  readonly n: bigint
  readonly cents: bigint
}

/** What was corrected this month, and what the month left unasked because it is below the minimum. */
export const monthExceptions: Widget = {
  name: 'billing.exceptions',
  title: 'Correções e valores mínimos',
  permission: 'billing.read',
  size: 'small',
  place: 28,
  path: '/billing/corrections',
  async load({ tx, actor, municipalityId, today }) {
    const month = monthOf(today)
    const inside = andInside('premise_id', 'registry.premises', actor)
    const [corrected] = await query<Counted>(
      tx,
      `select count(*) as n, coalesce(sum(after_cents - before_cents), 0)::bigint as cents from billing_corrections
        where municipality_id = ? and corrected_on between ? and ?${inside.sql}`,
      [municipalityId, firstDay(month), today, ...inside.bindings]
    )
    const [below] = await query<Counted & { reference: string | null }>(
      tx,
      `select count(*) as n, coalesce(sum(carried_out_cents), 0)::bigint as cents, max(reference) as reference from billing_invoices
        where municipality_id = ? and carried_out_cents > 0 and settlement not in ('cancelled', 'replaced')
          and reference = (select max(reference) from billing_runs where municipality_id = ? and round > 0 and state = 'done')${inside.sql}`,
      [municipalityId, municipalityId, ...inside.bindings]
    )
    if (corrected!.n === 0n && below!.n === 0n) return null
    const { reference } = below!
    return {
      kind: 'figures',
      figures: [
        {
          label: `Correções em ${formatRefMonth(month)}`,
          text: format.integer(corrected!.n),
          note: `${format.money(corrected!.cents)} de diferença`,
          path: `/reports/billing.corrections?from_on=${firstDay(month)}&until_on=${today}`,
        },
        {
          label: 'Abaixo do mínimo',
          text: format.integer(below!.n),
          note: `${format.money(below!.cents)} para a próxima fatura`,
          ...(reference ? { path: `/billing/invoices?reference=${reference}` } : {}),
        },
      ],
    }
  },
}
