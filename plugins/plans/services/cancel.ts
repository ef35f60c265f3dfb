import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import {
  type SettlementContext,
  liftMarks,
  movePlanCharges,
  restoreDebts,
  withdrawOrigins,
} from '#plugins/receivables/api'
import type { Tx } from '#core/database/index'
import { sumOf } from '../domain/schedule.ts'
import { type TakenDebt, undoPlan } from '../domain/undo_plan.ts'
import { expireEarly } from './early.ts'
import { type Ending, type Plan, endPlan, lockPlan } from './plans.ts'
import { tellInstalments } from './tell_instalments.ts'
import { PLANS, SLIPS, pendingOf } from './standing_plan.ts'

export type Context = Pick<SettlementContext, 'municipalityId' | 'participate'> & {
  readonly tx: Tx
}

export interface Cancelling extends Pick<Ending, 'cause' | 'reason' | 'by'> {
  readonly id: bigint
  readonly on: CivilDate
}

export interface Cancelled {
  readonly plan: Plan
  /** What had been paid of it. */
  readonly paidCents: bigint
  readonly restoredCents: bigint
  readonly withdrawnInstalments: number
}

/**
 * Undoes a plan: instalments that no invoice asked for are given up, those that wait in open invoices are withdrawn, and the debts
 * are owed again with their own dates, less what was paid, the oldest first; the discount lapses (DECISIONS 28).
 * @throws E_PLANS_UNKNOWN, E_PLANS_ENDED
 */
export async function cancelPlan(context: Context, cancelling: Cancelling): Promise<Cancelled> {
  const { tx, municipalityId, participate } = context
  const { id, on, cause, reason, by } = cancelling
  const plan = await lockPlan(tx, { municipalityId, id }, ['awaiting', 'active'])
  await expireEarly(context, { agreementId: id, on })
  const source = { type: PLANS, id }
  const pending = await pendingOf(tx, municipalityId, id)
  const openCents = await openOf(tx, municipalityId, pending.itemIds)
  const paidCents = plan.negotiated_cents - pending.pendingCents - openCents
  const debts = await takenDebts(tx, municipalityId, id)
  const { restored, givenUp } = undoPlan(debts, paidCents)
  await movePlanCharges(tx, municipalityId, { source, to: 'cancelled' })
  await withdrawSlips(context, { id, on })
  const ctx = { municipalityId, participate }
  await restoreDebts(tx, ctx, { source, on, restored, givenUp, lapsedCents: plan.discount_cents })
  await liftMarks(tx, ctx, { source, on, why: `Parcelamento ${plan.number} cancelado` })
  await endPlan(tx, { id, state: 'cancelled', on, by, cause, reason })
  await tellInstalments(context, on, id)
  return {
    ...{ plan, paidCents, restoredCents: sumOf([...restored.values()], (cents) => cents) },
    withdrawnInstalments: pending.pendingInstalments,
  }
}

/** Principal only: interest that was asked for was not part of what was negotiated. */
async function openOf(tx: Tx, municipalityId: bigint, itemIds: readonly bigint[]): Promise<bigint> {
  const [row] = await query<{ cents: bigint }>(
    tx,
    `select coalesce(sum(open_cents), 0)::bigint as cents from receivables_items
      where municipality_id = ? and id = any(?::bigint[]) and component = 'principal'`,
    [municipalityId, itemIds]
  )
  return row!.cents
}

interface DebtRow {
  readonly fine_cents: bigint
  readonly interest_cents: bigint
  readonly correction_cents: bigint
  readonly items: string
}

async function takenDebts(tx: Tx, municipalityId: bigint, id: bigint): Promise<TakenDebt[]> {
  const rows = await query<DebtRow>(
    tx,
    `select fine_cents, interest_cents, correction_cents, items from plans_debts
      where municipality_id = ? and agreement_id = ? order by place`,
    [municipalityId, id]
  )
  return rows.map((row) => ({
    ...{ fine: row.fine_cents, interest: row.interest_cents, correction: row.correction_cents },
    items: (JSON.parse(row.items) as [string, string][]).map(([item, cents]) => ({
      ...{ id: BigInt(item), cents: BigInt(cents) },
    })),
  }))
}

/** A down payment that was not paid is asked for no more. */
async function withdrawSlips(
  { tx, municipalityId }: Context,
  { id, on }: { readonly id: bigint; readonly on: CivilDate }
): Promise<void> {
  const slips = await query<{ id: bigint }>(
    tx,
    `update plans_slips set state = 'cancelled' where municipality_id = ? and agreement_id = ? and state = 'open'
      returning id`,
    [municipalityId, id]
  )
  if (slips.length === 0) return
  await withdrawOrigins(tx, {
    ...{ municipalityId, originType: SLIPS, originIds: slips.map((slip) => slip.id), on },
    ...{ state: 'cancelled', forgivesDelay: true },
  })
}
