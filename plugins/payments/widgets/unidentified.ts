import type { Widget } from '#core/reports/index'
import { query } from '#core/database/index'
import { format } from '#core/web/index'

/** Money that waits for somebody to say whose it is. */
export const unidentifiedReceipts: Widget = {
  name: 'payments.unidentified',
  title: 'Recebimentos a identificar',
  permission: 'payments.read',
  size: 'small',
  place: 35,
  path: '/receivables/unidentified',
  async load({ tx, actor, municipalityId, today }) {
    // Money without a document is of no locality.
    if (actor.scope?.localities) return null
    const [waiting] = await query<{ n: bigint; cents: bigint; days: number | null }>(
      tx,
      `select count(*) as n, coalesce(sum(amount_cents), 0)::bigint as cents, ?::date - min(paid_on) as days
         from receivables_receipts where municipality_id = ? and state = 'unidentified'`,
      [today, municipalityId]
    )
    const { n, cents, days } = waiting!
    const path = '/receivables/unidentified'
    return {
      kind: 'list',
      rows:
        n === 0n
          ? []
          : [
              { text: 'Recebimentos', value: format.integer(n), tone: 'attention', path },
              { text: 'Valor', value: format.money(cents), path },
              { text: 'O mais antigo espera há', value: `${days} dias`, path },
            ],
      empty: 'Todos os recebimentos têm dono.',
    }
  },
}
