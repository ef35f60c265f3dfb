import type { Widget } from '#core/reports/index'
import { query } from '#core/database/index'
import { format } from '#core/web/index'

/** Movements that found no account, by why. */
const unposted: Widget = {
  name: 'accounting.unposted',
  title: 'Movimentos sem conta contábil',
  permission: 'accounting.read',
  size: 'small',
  place: 50,
  path: '/accounting/unposted',
  async load({ tx, actor, municipalityId }) {
    // Accounts add up the whole municipality.
    if (actor.scope?.localities) return null
    const reasons = await query<{ reason: string; n: bigint; cents: bigint }>(
      tx,
      `select reason, count(*) as n, sum(amount_cents)::bigint as cents from accounting_unposted
        where municipality_id = ? and state = 'waiting' group by reason order by count(*) desc, reason limit 5`,
      [municipalityId]
    )
    return {
      kind: 'list',
      rows: reasons.map(({ reason, n, cents }) => ({
        text: reason,
        value: `${format.integer(n)} · ${format.money(cents)}`,
        tone: 'attention' as const,
        path: '/accounting/unposted',
      })),
      empty: 'Tudo o que houve está contabilizado.',
    }
  },
}

export default [unposted] as readonly Widget[]
