import type { Participant } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { type SettledBatch, closedCents } from '#plugins/receivables/api'
import { releaseHolds } from '../services/invoices/holds.ts'
import { APART_ORIGIN } from '../services/apart/charge_customer.ts'
import { settleFinalAccounts } from '../services/final/settle_final.ts'
import { SLIP_ORIGIN } from '../services/booklets/write_slips.ts'
import { ORIGIN } from '../services/run/invoice_batch.ts'

/** What keeps its own settlement, by the origin of its items. */
export const TABLES: Readonly<Record<string, string>> = {
  [ORIGIN]: 'billing_invoices',
  [APART_ORIGIN]: 'billing_customer_charges',
  [SLIP_ORIGIN]: 'billing_waste_slips',
}

/**
 * Keeps the settlement dimension of what was settled: the money of a document settles all the items of an invoice, or those
 * of a severed document only. What waited for the bank waits no more; a final account of which nothing is open is paid.
 */
export const keepSettlement: Participant<SettledBatch> = {
  point: 'receivables.settled',
  async run({ tx, municipalityId, actor, now }, { settlements, postedOn }) {
    const settled = Map.groupBy(settlements, ({ originType }) => originType)
    for (const [origin, table] of Object.entries(TABLES)) {
      const sums = new Map<bigint, bigint>()
      for (const one of settled.get(origin) ?? []) {
        const closed = closedCents(one)
        sums.set(one.originId, (sums.get(one.originId) ?? 0n) + closed)
      }
      if (sums.size === 0) continue
      await keep(tx, table, { municipalityId, sums })
      if (origin !== ORIGIN) continue
      await releaseHolds(tx, {
        ...{ municipalityId, invoiceIds: [...sums.keys()], by: actor.name, at: now },
        ...{ kind: 'bank_confirmation', why: 'O banco confirmou o pagamento' },
      })
    }
    await settleFinalAccounts(tx, {
      ...{ municipalityId, on: postedOn, itemIds: settlements.map(({ itemId }) => itemId) },
      premiseIds: [...new Set(settlements.flatMap(({ premiseId }) => premiseId ?? []))],
    })
    return []
  },
}

async function keep(
  tx: Tx,
  table: string,
  { municipalityId, sums }: { municipalityId: bigint; sums: ReadonlyMap<bigint, bigint> }
): Promise<void> {
  await query(
    tx,
    `update ${table} i
        set settled_cents = i.settled_cents + u.cents,
            settlement = case when i.settled_cents + u.cents >= i.total_cents then 'settled' else 'partly_settled' end
       from unnest(?::bigint[], ?::bigint[]) as u(id, cents)
      where i.id = u.id and i.municipality_id = ? and i.settlement in ('open', 'partly_settled')`,
    [[...sums.keys()], [...sums.values()], municipalityId]
  )
}
