import type { Participant } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { type UnsettledBatch, closedCents } from '#plugins/receivables/api'
import { TABLES } from './keep_settlement.ts'

/** The settlement dimension goes back with the money: what a receipt had settled is pending again when the receipt is undone. */
export const openAgain: Participant<UnsettledBatch> = {
  point: 'receivables.unsettled',
  async run({ tx, municipalityId }, { settlements }) {
    for (const [origin, table] of Object.entries(TABLES)) {
      const own = settlements.filter(({ originType }) => originType === origin)
      if (own.length) await open(tx, table, { municipalityId, own })
    }
    const itemIds = settlements.map(({ itemId }) => itemId)
    await query(
      tx,
      `update billing_final_accounts set state = 'open', paid_on = null
        where municipality_id = ? and state = 'paid'
          and document_id in (select document_id from receivables_document_items where item_id = any(?::bigint[]))`,
      [municipalityId, itemIds]
    )
    return []
  },
}

interface Opening {
  readonly municipalityId: bigint
  readonly own: UnsettledBatch['settlements']
}

async function open(tx: Tx, table: string, { municipalityId, own }: Opening): Promise<void> {
  await query(
    tx,
    `update ${table} i
        set settled_cents = i.settled_cents - u.cents,
            settlement = case when i.settled_cents = u.cents then 'open' else 'partly_settled' end
       from (select id, sum(cents)::bigint as cents from unnest(?::bigint[], ?::bigint[]) as u(id, cents) group by id) u
      where i.id = u.id and i.municipality_id = ? and i.settlement in ('settled', 'partly_settled', 'arranged')`,
    [own.map(({ originId }) => originId), own.map(closedCents), municipalityId]
  )
}
