import type { CivilDate } from '#core/calendar/index'
import type { DebtOrigin } from './marks.ts'

/** How a debt moved: to another customer or premise, into an account and out of it. */
export type ReallocationKind =
  | 'customer'
  | 'unit'
  | 'plan'
  | 'plan_return'
  | 'active_debt'
  | 'active_debt_return'
  | 'court'
  | 'court_return'

/** Payload of `receivables.reassigned`, in its transaction: another customer of the premise owes these debts from now on. */
export interface ReassignedBatch {
  readonly on: CivilDate
  readonly premiseId: bigint
  readonly fromId: bigint
  readonly toId: bigint
  readonly origins: readonly DebtOrigin[]
}
