import { query } from '#core/database/index'
import { type PageContext, type Panel, andInside } from '#core/records/index'

interface PremiseDebt {
  readonly premise_id: bigint | null
  readonly registration_number: string | null
  readonly open_cents: bigint
  readonly months: number
  readonly oldest_due_on: string
  readonly days_late: number
}

const SHOWN = 4

/** What a customer owes, by premise, the longest overdue first. */
export const customerDebtsPanel: Panel = {
  name: 'receivables.customer_debts',
  on: 'registry.customers',
  title: 'Débitos em aberto',
  permission: 'receivables.read',
  place: 10,
  view: 'receivables::customer_debts',
  async load({ tx, actor, municipalityId, today, row }: PageContext) {
    const inside = andInside('i.premise_id', 'registry.premises', actor)
    const premises = await query<PremiseDebt>(
      tx,
      `select i.premise_id, p.registration_number, sum(i.open_cents)::bigint as open_cents,
              count(distinct (i.reference, i.due_on))::int as months, min(i.due_on) as oldest_due_on,
              (?::date - min(i.due_on)) as days_late
         from receivables_items i left join registry_premises p on p.id = i.premise_id
        where i.municipality_id = ? and i.debtor_id = ? and i.state = 'open' and i.open_cents > 0
         ${inside.sql}
        group by i.premise_id, p.registration_number order by min(i.due_on), i.premise_id`,
      [today, municipalityId, row.id, ...inside.bindings]
    )
    return {
      premises: premises.slice(0, SHOWN),
      others: Math.max(0, premises.length - SHOWN),
      lateCount: premises.filter(({ days_late: days }) => days > 0).length,
      totalCents: premises.reduce((sum, { open_cents: cents }) => sum + cents, 0n),
    }
  },
}
