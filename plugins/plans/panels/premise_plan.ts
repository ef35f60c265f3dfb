import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'
import { STATES } from '../records/options.ts'
import { PLANS } from '../services/standing_plan.ts'

interface Row {
  readonly id: bigint
  readonly number: string
  readonly state: string
  readonly left_cents: bigint
  readonly left_count: number
}

/** The plan that stands at a premise, and the way to negotiate. */
export const premisePlan: Panel = {
  name: 'plans.premise_plan',
  on: 'registry.premises',
  title: 'Parcelamento',
  permission: 'plans.read',
  place: 12,
  view: 'plans::premise_plan',
  async load({ tx, municipalityId, row: { id } }: PageContext) {
    const plans = await query<Row>(
      tx,
      `select a.id, a.number, a.state, coalesce(sum(p.amount_cents), 0)::bigint as left_cents,
              count(p.id) filter (where p.cause = 'plan')::int as left_count
         from plans_agreements a
         left join receivables_pending_charges p on p.municipality_id = a.municipality_id and p.source_type = '${PLANS}'
              and p.source_id = a.id and p.state in ('pending', 'held')
        where a.municipality_id = ? and a.premise_id = ? and a.state in ('awaiting', 'active')
        group by a.id order by a.id`,
      [municipalityId, id]
    )
    const stateOf = (state: string) => STATES.find(({ value }) => value === state)!
    return { premiseId: id, plans: plans.map((plan) => ({ ...plan, of: stateOf(plan.state) })) }
  },
}
