import type { CivilDate } from '#core/calendar/index'

/** Where a debt stands on the way of its recovery, and under which arrangement (DECISIONS 31). */
export type MarkKind =
  'noticed' | 'listed' | 'protested' | 'inscribed' | 'in_court' | 'plan' | 'renegotiated'

/** What items come from: an invoice, a charge to a customer, a slip; as items name it. */
export interface DebtOrigin {
  readonly type: string
  readonly id: bigint
}

/** What marked debts: a notice, a lot, a term, a plan. */
export interface MarkSource {
  readonly type: string
  readonly id: bigint
}

/** Payload of `receivables.marked`: marks that were set or ended, in their transaction. */
export interface MarkedBatch {
  readonly on: CivilDate
  readonly what: 'set' | 'lifted'
  readonly marks: readonly {
    readonly kind: MarkKind
    readonly origin: DebtOrigin
    readonly source: MarkSource
  }[]
}
