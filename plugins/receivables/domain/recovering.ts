import type { CivilDate } from '#core/calendar/index'
import type { DebtOrigin } from './marks.ts'

/** A step of collection that another module makes. */
export interface RecoveryStep {
  readonly id: bigint
  readonly debtorId: bigint
  readonly premiseId: bigint
  readonly origins: readonly DebtOrigin[]
}

/** What was made of a step: a proposal that people decide; or why nothing was. */
export type RecoveryAnswer =
  | { readonly type: string; readonly id: bigint; readonly title: string }
  | { readonly leftOut: string }

/**
 * Payload of `receivables.recovering`: steps of a collection policy that ask for the listing of debtors (`bureau`) or for the inscription
 * of debts (`register`). Who makes such steps answers each by its id, once for the whole batch; nothing is listed nor inscribed by it.
 */
export interface RecoveryBatch {
  readonly kind: 'bureau' | 'register'
  readonly on: CivilDate
  readonly runId: bigint
  readonly steps: readonly RecoveryStep[]
  readonly answers: Map<bigint, RecoveryAnswer>
}
