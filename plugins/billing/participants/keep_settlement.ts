import type { Participant } from '#core/actions/index'
import { query } from '#core/database/index'
import type { SettledBatch } from '#plugins/receivables/api'
import { releaseHolds } from '../services/holds.ts'
import { ORIGIN } from '../services/invoice_batch.ts'

/**
 * Keeps the settlement dimension of the invoices whose items were settled: the money of a document settles all the items of
 * an invoice, or those of a severed document only. What waited for the bank waits no more.
 */
export const keepSettlement: Participant<SettledBatch> = {
  point: 'receivables.settled',
  async run({ tx, municipalityId, actor, now }, { settlements }) {
    const settled = new Map<bigint, bigint>()
    for (const one of settlements) {
      if (one.originType !== ORIGIN) continue
      const closed = one.amountCents + one.transferredCents + one.forgivenCents
      settled.set(one.originId, (settled.get(one.originId) ?? 0n) + closed)
    }
    if (settled.size === 0) return []
    await query(
      tx,
      `update billing_invoices i
          set settled_cents = i.settled_cents + u.cents,
              settlement = case when i.settled_cents + u.cents >= i.total_cents then 'settled' else 'partly_settled' end
         from unnest(?::bigint[], ?::bigint[]) as u(id, cents)
        where i.id = u.id and i.municipality_id = ? and i.settlement in ('open', 'partly_settled')`,
      [[...settled.keys()], [...settled.values()], municipalityId]
    )
    await releaseHolds(tx, {
      ...{ municipalityId, invoiceIds: [...settled.keys()], by: actor.name, at: now },
      ...{ kind: 'bank_confirmation', why: 'O banco confirmou o pagamento' },
    })
    return []
  },
}
