import type { Widget } from '#core/reports/index'
import { addDays } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { query } from '#core/database/index'
import { andInside } from '#core/records/index'
import { format } from '#core/web/index'

/** Manual settlements that the bank should have told of by now. */
export const unconfirmedSettlements: Widget = {
  name: 'payments.unconfirmed',
  title: 'Baixas manuais sem confirmação do banco',
  permission: 'payments.read',
  size: 'small',
  place: 36,
  path: '/reports/payments.unconfirmed',
  async load({ tx, actor, municipalityId, today }) {
    const days = await parameterWithin<number>(tx, {
      ...{ key: 'receivables.confirmation_days', municipalityId, date: today },
    })
    const inside = andInside('premise_id', 'registry.premises', actor)
    const [late] = await query<{ n: bigint; cents: bigint }>(
      tx,
      `select count(*) as n, coalesce(sum(amount_cents), 0)::bigint as cents from receivables_receipts
        where municipality_id = ? and awaits_bank and state <> 'reversed' and paid_on < ?${inside.sql}`,
      [municipalityId, addDays(today, -days), ...inside.bindings]
    )
    const { n, cents } = late!
    if (n === 0n) return null
    const path = '/reports/payments.unconfirmed'
    return {
      kind: 'list',
      rows: [
        {
          ...{ text: `Há mais de ${days} dias`, value: format.integer(n), path },
          tone: 'attention',
        },
        { text: 'Valor', value: format.money(cents), path },
      ],
      empty: '',
    }
  },
}
