import type { Participant } from '#core/actions/index'
import { query } from '#core/database/index'
import type { ReversedBatch } from '#plugins/billing/api'
import { errors } from '../errors.ts'

/**
 * A bill in active debt is not corrected under the register, whatever the rule of corrections lets: its entry is excluded first, so
 * that books and certificate follow (DECISIONS 53). @throws E_DEBT_REGISTER_CORRECTED
 */
export const corrected: Participant<ReversedBatch> = {
  point: 'billing.reversed',
  async run({ tx, municipalityId }, { sourceType, invoices }) {
    if (sourceType !== undefined && sourceType !== 'billing.invoices') return []
    const [entry] = await query<{ number: string; bill: string }>(
      tx,
      `select number, bill_number as bill from debt_register_entries
        where municipality_id = ? and state = 'inscribed' and origin_type = 'billing.invoice'
          and origin_id = any(?::bigint[]) order by id limit 1`,
      [municipalityId, invoices.map(({ invoiceId }) => invoiceId)]
    )
    if (entry) throw errors.E_DEBT_REGISTER_CORRECTED({ entry: entry.number, bill: entry.bill })
    return []
  },
}
