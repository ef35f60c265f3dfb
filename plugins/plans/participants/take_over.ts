import type { Participant } from '#core/actions/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import type { TakeOverEntities, TakeOverSigning } from '#plugins/registry/api'
import { PLANS } from '../services/standing_plan.ts'
import { legacyPlans } from '../take_over/plans.ts'

/** Plans in force of the system before. */
export const takeOverPlans: Participant<TakeOverEntities> = {
  point: 'registry.take_over_entities',
  async run(_, entities) {
    entities.add(legacyPlans)
    return []
  },
}

/** Plans in force of each group that came from the system before, and what they still ask for. */
export const takeOverSigning: Participant<TakeOverSigning> = {
  point: 'registry.take_over_signing',
  async run({ tx, municipalityId }, { groups, add }) {
    const rows = await query<{ id: bigint; plans: number; cents: bigint }>(
      tx,
      `select g.id, count(distinct a.id)::int as plans, coalesce(sum(p.amount_cents), 0)::bigint as cents
         from unnest(?::bigint[]) as g (id)
         join registry_premises r on r.municipality_id = ? and r.billing_group_id = g.id
         join plans_agreements a on a.municipality_id = r.municipality_id and a.premise_id = r.id and a.origin = 'legacy' and a.state = 'active'
         left join receivables_pending_charges p on p.municipality_id = a.municipality_id and p.source_type = '${PLANS}'
              and p.source_id = a.id and p.state in ('pending', 'held')
        group by g.id`,
      [groups.map(({ id }) => id), municipalityId]
    )
    for (const { id, title } of groups) {
      const own = rows.find((row) => row.id === id)
      if (!own) continue
      add({
        ...{ title: `${title}: parcelamentos em vigor`, total: own.plans, loaded: own.plans },
        ...{ repeated: 0, rejected: 0, amountSent: null },
        amountHere: `${formatMoney(own.cents)} a faturar`,
      })
    }
    return []
  },
}
