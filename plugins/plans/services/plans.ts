import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { STATES, labelOf } from '../records/options.ts'
import { errors } from '../errors.ts'

export type PlanState = 'awaiting' | 'active' | 'settled' | 'cancelled' | 'renegotiated'

export interface Plan {
  readonly id: bigint
  readonly number: string
  readonly kind: 'plan' | 'replan'
  readonly state: PlanState
  readonly previous_id: bigint | null
  readonly premise_id: bigint
  readonly debtor_id: bigint
  readonly signed_on: CivilDate
  readonly negotiated_cents: bigint
  readonly discount_cents: bigint
  readonly first_reference: string
  readonly instalments: number
}

const COLUMNS = `id, number, kind, state, previous_id, premise_id, debtor_id, signed_on, negotiated_cents, discount_cents,
  first_reference, instalments`

/** A plan, locked, in one of some states. @throws E_PLANS_UNKNOWN, E_PLANS_ENDED */
export async function lockPlan(
  tx: Tx,
  { municipalityId, id }: { readonly municipalityId: bigint; readonly id: bigint },
  states: readonly PlanState[]
): Promise<Plan> {
  const [plan] = await query<Plan>(
    tx,
    `select ${COLUMNS} from plans_agreements where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (!plan) throw errors.E_PLANS_UNKNOWN({ id })
  if (states.includes(plan.state)) return plan
  throw errors.E_PLANS_ENDED({ number: plan.number, state: labelOf(STATES, plan.state) })
}

export interface Ending {
  readonly id: bigint
  readonly state: PlanState
  readonly on: CivilDate
  readonly by: string
  readonly cause: 'paid' | 'early' | 'person' | 'unpaid_down' | 'default'
  readonly reason: string | null
}

export const endPlan = (tx: Tx, { id, state, on, by, cause, reason }: Ending) =>
  query(
    tx,
    `update plans_agreements set state = ?, ended_on = ?, ended_by = ?, end_cause = ?, end_reason = ? where id = ?`,
    [state, on, by, cause, reason, id]
  )
