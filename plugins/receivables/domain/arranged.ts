import type { CivilDate } from '#core/calendar/index'
import type { ItemComponent } from './beneficiary.ts'
import type { MarkSource } from './marks.ts'

/** Late charges, by component, in cents. */
export interface LateCents {
  readonly fine: bigint
  readonly interest: bigint
  readonly correction: bigint
}

/** What an arrangement took of an item, or gave back to it. More than zero. */
export interface ArrangedItem {
  readonly itemId: bigint
  readonly premiseId: bigint | null
  readonly originType: string
  readonly originId: bigint
  readonly chargeType: string
  readonly component: ItemComponent
  readonly beneficiaryId: bigint
  readonly amountCents: bigint
}

export interface ArrangementPayer {
  readonly premiseId: bigint
  readonly debtorId: bigint
}

/**
 * Payload of `receivables.arranged`, in its transaction: items passed to an arrangement (`arranged`), were given back to their
 * debtor (`restored`), the arrangement was paid whole (`honoured`), or that was undone (`reopened`).
 */
export interface ArrangedBatch {
  readonly what: 'arranged' | 'restored' | 'honoured' | 'reopened'
  readonly on: CivilDate
  readonly source: MarkSource
  /** Where and by whom the arrangement is paid, when it was told: at another premise, debts change units with it. */
  readonly payer?: ArrangementPayer
  readonly items: readonly ArrangedItem[]
  /** Late charges that became a right, or were given up. */
  readonly late: LateCents
  /** Granted, or lapsed with the arrangement. */
  readonly discountCents: bigint
  /** Interest of the arrangement itself that an invoice had asked for and is given up. */
  readonly interestCents: bigint
}

/** Payload of `receivables.instalments_moved`, in its transaction: what waits for invoices of some arrangements changed. */
export interface InstalmentsMoved {
  readonly on: CivilDate
  readonly sources: readonly MarkSource[]
}
