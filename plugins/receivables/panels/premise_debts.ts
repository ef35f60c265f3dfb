import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'

interface MonthRow {
  readonly reference: string
  readonly due_on: string
  readonly open_cents: string
  readonly days_late: number
}

const SHOWN = 4

/** What is owed for a premise, by month, the oldest first. */
export const debtsPanel: Panel = {
  name: 'receivables.premise_debts',
  on: 'registry.premises',
  title: 'Débitos',
  permission: 'receivables.read',
  place: 10,
  view: 'receivables::premise_debts',
  async load({ tx, municipalityId, today, row }: PageContext) {
    const rows = await query<MonthRow>(
      tx,
      `select reference, due_on, sum(open_cents)::text as open_cents, (?::date - due_on) as days_late
         from receivables_items
        where municipality_id = ? and premise_id = ? and state = 'open' and open_cents > 0
        group by reference, due_on order by due_on, reference`,
      [today, municipalityId, row.id]
    )
    const months = rows.map((one) => ({ ...one, openCents: BigInt(one.open_cents) }))
    return {
      months: months.slice(0, SHOWN),
      others: Math.max(0, months.length - SHOWN),
      lateCount: months.filter(({ days_late: days }) => days > 0).length,
      totalCents: months.reduce((sum, { openCents }) => sum + openCents, 0n),
      allPath: `/receivables/items?premise_id=${row.id}`,
    }
  },
}
