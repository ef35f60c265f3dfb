import type { CivilDate, RefMonth } from '#core/calendar/index'
import type { CorrectionKind } from './correction_kinds.ts'

/**
 * Payload of the extension point `billing.reversed`: once per correction, in its transaction, before `billing.issued` tells of what
 * took the place of the invoices.
 */
export interface ReversedBatch {
  /** Null for what was reversed outside a correction. */
  readonly correctionId: bigint | null
  /** Record type of what `invoiceId` names; invoices, when not said. */
  readonly sourceType?: string
  readonly kind: CorrectionKind
  readonly reference: RefMonth
  readonly postedOn: CivilDate
  readonly invoices: readonly {
    readonly invoiceId: bigint
    /** Null of what is charged to no premise. */
    readonly premiseId: bigint | null
    /** Null when it was cancelled. */
    readonly successorId: bigint | null
  }[]
  /** Shortfalls of its payments that had been forgiven. */
  readonly forgiven: readonly { readonly receiptId: bigint; readonly settlementId: bigint }[]
  /** Late charges of its payments that are given up. */
  readonly late: readonly { readonly receiptId: bigint; readonly pendingId: bigint }[]
  /** What had been paid, now owed to the customer. */
  readonly credits: readonly {
    readonly invoiceId: bigint
    readonly creditId: bigint
    readonly beneficiaryId: bigint
    readonly beneficiaryKind: 'utility' | 'third_party'
    readonly amountCents: bigint
  }[]
}
