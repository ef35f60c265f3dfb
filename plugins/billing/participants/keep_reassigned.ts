import type { Participant } from '#core/actions/index'
import { query } from '#core/database/index'
import type { ReassignedBatch } from '#plugins/receivables/api'
import { ORIGIN } from '../services/run/invoice_batch.ts'

/** An invoice keeps who consumed; who owes it now stands beside, and is nobody once it is the same again. */
export const keepReassigned: Participant<ReassignedBatch> = {
  point: 'receivables.reassigned',
  async run({ tx, municipalityId }, { toId, origins }) {
    const ids = origins.filter(({ type }) => type === ORIGIN).map(({ id }) => id)
    if (ids.length === 0) return []
    await query(
      tx,
      `update billing_invoices set owed_by_id = nullif(?::bigint, debtor_id)
        where municipality_id = ? and id = any(?::bigint[])`,
      [toId, municipalityId, ids]
    )
    return []
  },
}
