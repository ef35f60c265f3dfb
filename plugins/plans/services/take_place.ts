import { query } from '#core/database/index'
import { type DebtOrigin, liftMarks, movePlanCharges, setMarks } from '#plugins/receivables/api'
import type { Context, Made } from './sign.ts'
import { PLANS, type StandingPlan } from './standing_plan.ts'

/**
 * A new negotiation takes the place of a plan: the interest of months to come is never asked for, and the debts that were under
 * the plan are renegotiated ones.
 */
export async function takePlaceOf(
  { tx, municipalityId, participate }: Context,
  { id, number, today: on }: Made,
  former: StandingPlan
): Promise<void> {
  const source = { type: PLANS, id: former.id }
  const ctx = { municipalityId, participate }
  await movePlanCharges(tx, municipalityId, { source, to: 'cancelled' })
  const origins = await query<DebtOrigin>(
    tx,
    `select distinct origin_type as type, origin_id as id from receivables_marks
      where municipality_id = ? and source_type = ? and source_id = ? and until is null order by 1, 2`,
    [municipalityId, PLANS, former.id]
  )
  await liftMarks(tx, ctx, { source, on, why: `Reparcelado no ${number}` })
  await setMarks(tx, ctx, { kind: 'renegotiated', source: { type: PLANS, id }, origins, on })
}
