import type { Participant } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'

/** Of `payments.month_closing`; payments is not required here, so what is read of its payload is said again. */
interface MonthClosing {
  readonly from: CivilDate
  readonly until: CivilDate
  readonly figures: Map<string, bigint>
}

/** Invoices of the month that no run made and that correct no other: final accounts and those issued by hand. */
export const countManual: Participant<MonthClosing> = {
  point: 'payments.month_closing',
  async run({ tx, municipalityId }, { from, until, figures }) {
    const [row] = await query<{ cents: bigint }>(
      tx,
      `select coalesce(sum(total_cents), 0)::bigint as cents from billing_invoices
        where municipality_id = ? and run_id is null and replaces_id is null and issued_on between ? and ?`,
      [municipalityId, from, until]
    )
    figures.set('manual', (figures.get('manual') ?? 0n) + row!.cents)
    return []
  },
}
