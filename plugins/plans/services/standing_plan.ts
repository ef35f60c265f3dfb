import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { billedItems } from '#plugins/receivables/api'

/** `plans.agreements` is the source of the charges and marks of a plan; its papers ask for items of the other origins. */
export const PLANS = 'plans.agreements'
export const DEBTS = 'plans.debts'
export const SLIPS = 'plans.slips'
export const EARLY = 'plans.early_payments'
export const PLAN_CHARGE = 'plan'
export const PLAN_INTEREST = 'plan_interest'

export interface StandingPlan {
  readonly id: bigint
  readonly number: string
  readonly state: 'awaiting' | 'active'
  /** What no invoice has asked for: principal only, for its interest belongs to months to come. */
  readonly pendingCents: bigint
  readonly pendingInstalments: number
  /** Open items that already ask for it: in invoices, or slips of its down payment. */
  readonly itemIds: readonly bigint[]
  /** Until when an early payment is offered, if one is. */
  readonly offeredUntil: CivilDate | null
}

/** The plan that stands at a premise for a debtor, with what is pending of it. */
export async function standingPlan(
  tx: Tx,
  municipalityId: bigint,
  { premiseId, debtorId }: { readonly premiseId: bigint; readonly debtorId: bigint }
): Promise<StandingPlan | null> {
  const [row] = await query<Pick<StandingPlan, 'id' | 'number' | 'state' | 'offeredUntil'>>(
    tx,
    `select a.id, a.number, a.state,
            (select e.valid_until from plans_early_payments e where e.agreement_id = a.id and e.state = 'offered') as "offeredUntil"
       from plans_agreements a
      where a.municipality_id = ? and a.premise_id = ? and a.debtor_id = ? and a.state in ('awaiting', 'active')`,
    [municipalityId, premiseId, debtorId]
  )
  return row ? { ...row, ...(await pendingOf(tx, municipalityId, row.id)) } : null
}

/** What is still to be paid of a plan. */
export async function pendingOf(
  tx: Tx,
  municipalityId: bigint,
  id: bigint
): Promise<Pick<StandingPlan, 'pendingCents' | 'pendingInstalments' | 'itemIds'>> {
  const [pending] = await query<{ cents: bigint; instalments: number }>(
    tx,
    `select coalesce(sum(amount_cents), 0)::bigint as cents, count(*)::int as instalments from receivables_pending_charges
      where municipality_id = ? and source_type = '${PLANS}' and source_id = ? and cause = 'plan' and state in ('pending', 'held')`,
    [municipalityId, id]
  )
  const billed = await billedItems(tx, municipalityId, { type: PLANS, id })
  const slips = await query<{ id: bigint }>(
    tx,
    `select i.id from plans_slips s join receivables_items i on i.id = s.item_id and i.state = 'open'
      where s.municipality_id = ? and s.agreement_id = ? and s.state = 'open' order by i.id`,
    [municipalityId, id]
  )
  return {
    pendingCents: pending!.cents,
    pendingInstalments: pending!.instalments,
    itemIds: [...billed.map(({ itemId }) => itemId), ...slips.map((slip) => slip.id)],
  }
}
