import type { Actor } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { andInside } from '#core/records/index'

/** Sums of the units of an action, as columns of a statement over its results (`r`) and the action (`a`). */
export const TOTALS = `
  count(r.id)::int as units, count(r.done_on)::int as done, max(r.measured_until) as measured_until,
  coalesce(sum(r.billed_before_cents), 0)::bigint as billed_before_cents, coalesce(sum(r.billed_after_cents), 0)::bigint as billed_after_cents,
  coalesce(sum(r.billed_more_cents), 0)::bigint as billed_more_cents,
  coalesce(sum(r.collected_before_cents), 0)::bigint as collected_before_cents,
  coalesce(sum(r.collected_after_cents), 0)::bigint as collected_after_cents,
  coalesce(sum(r.collected_more_cents), 0)::bigint as collected_more_cents,
  coalesce(sum(r.m3_before), 0) as m3_before, coalesce(sum(r.m3_after), 0) as m3_after, coalesce(sum(r.m3_after - r.m3_before), 0) as m3_more,
  case a.goal_unit when 'units' then count(r.done_on)::numeric when 'billed' then coalesce(sum(r.billed_more_cents), 0) / 100.0
                   when 'collected' then coalesce(sum(r.collected_more_cents), 0) / 100.0
                   else coalesce(sum(r.m3_after - r.m3_before), 0) end as reached`

/** What the sums make of the goal and the cost, as columns over them (`t`). */
export const SHARES = `
  round(100 * t.reached / t.goal, 1) as reached_percent, round(100.0 * t.collected_more_cents / nullif(t.cost_cents, 0), 1) as return_percent`

export interface ActionTotals {
  readonly units: number
  readonly done: number
  readonly measured_until: string | null
  readonly billed_before_cents: bigint
  readonly billed_after_cents: bigint
  readonly billed_more_cents: bigint
  readonly collected_before_cents: bigint
  readonly collected_after_cents: bigint
  readonly collected_more_cents: bigint
  readonly m3_before: string
  readonly m3_after: string
  readonly m3_more: string
  readonly goal: string
  readonly goal_unit: 'units' | 'billed' | 'collected' | 'm3'
  readonly months: number
  readonly cost_cents: bigint
  readonly reached: string
  readonly reached_percent: string
  readonly return_percent: string | null
}

/** What an action came to, within the localities of the person, if they are limited to some. */
export async function actionTotals(tx: Tx, actor: Actor, id: bigint): Promise<ActionTotals> {
  const inside = andInside('r.premise_id', 'registry.premises', actor)
  const [totals] = await query<ActionTotals>(
    tx,
    `select t.*, ${SHARES} from (
       select trim_scale(a.goal) as goal, a.goal_unit, a.months, a.cost_cents, ${TOTALS}
         from management_actions a
         left join management_action_results r on r.action_id = a.id${inside.sql}
        where a.id = ? group by a.id) t`,
    [...inside.bindings, id]
  )
  return totals!
}
