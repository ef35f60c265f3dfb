import type { Participant } from '#core/actions/index'
import { query } from '#core/database/index'
import type { MonthClosing } from '#plugins/payments/api'

/** What was negotiated in the plans signed in the month. */
export const countPlans: Participant<MonthClosing> = {
  point: 'payments.month_closing',
  async run({ tx, municipalityId }, { from, until, figures }) {
    const [row] = await query<{ cents: bigint }>(
      tx,
      `select coalesce(sum(negotiated_cents), 0)::bigint as cents from plans_agreements
        where municipality_id = ? and origin = 'own' and signed_on between ? and ?`,
      [municipalityId, from, until]
    )
    figures.set('plans', (figures.get('plans') ?? 0n) + row!.cents)
    return []
  },
}
