import type { Widget } from '#core/reports/index'
import { type RefMonth, formatRefMonth, monthOf, previousMonth } from '#core/calendar/index'
import { andInside } from '#core/records/index'
import { query } from '#core/database/index'
import { format } from '#core/web/index'

interface Month {
  readonly reference: RefMonth
  readonly invoices: bigint
  readonly total_cents: bigint
  readonly billed_m3: string
  readonly open_cents: bigint
  readonly social_cents: bigint
}

/** What this month and the one before were billed, and how much of each is still to come in. */
export const billedMonths: Widget = {
  name: 'billing.months',
  title: 'Faturamento do mês',
  permission: 'billing.read',
  size: 'small',
  place: 20,
  path: '/billing/runs',
  async load({ tx, actor, municipalityId, today }) {
    const current = monthOf(today)
    const inside = andInside('premise_id', 'registry.premises', actor)
    const rows = await query<Month>(
      tx,
      `select reference, count(*) as invoices, sum(total_cents)::bigint as total_cents, sum(billed_m3)::text as billed_m3,
              sum(case when settlement in ('open', 'partly_settled') then total_cents - settled_cents else 0 end)::bigint as open_cents,
              coalesce(sum(tariff_benefit_cents) filter (where tariff_type = 'social'), 0)::bigint as social_cents
         from billing_invoices
        where municipality_id = ? and reference = any(?::bpchar[]) and settlement not in ('cancelled', 'replaced')${inside.sql}
        group by reference order by reference desc`,
      [municipalityId, [current, previousMonth(current)], ...inside.bindings]
    )
    if (!rows.length) return null
    return {
      kind: 'figures',
      figures: rows.flatMap(
        ({
          reference,
          invoices,
          total_cents: total,
          open_cents: open,
          social_cents: social,
          ...row
        }) => [
          {
            label: `Emitido em ${formatRefMonth(reference)}`,
            text: format.money(total),
            note: `${format.integer(invoices)} faturas · ${format.volume(row.billed_m3)}`,
            path: `/billing/invoices?reference=${reference}`,
          },
          {
            label: `A receber de ${formatRefMonth(reference)}`,
            text: format.money(open),
            path: `/reports/billing.values_by_settlement?from_reference=${reference}&until_reference=${reference}&settlement=open`,
          },
          ...(social > 0n
            ? [
                {
                  label: `Descontos da tarifa social em ${formatRefMonth(reference)}`,
                  text: format.money(social),
                  path: '/reports/billing.social_tariff',
                },
              ]
            : []),
        ]
      ),
    }
  },
}
