import type { CivilDate } from '#core/calendar/index'
import type { SettledItem } from './advice.ts'
import type { BeneficiaryKind } from './beneficiary.ts'

/** What a receipt is after it was undone: `reversed` as if it never had come, `unidentified` while it is moved to another document. */
export type UndoneState = 'reversed' | 'unidentified'

export interface UndoneReceipt {
  readonly id: bigint
  /** The document that it had settled; null of money that nobody had identified. */
  readonly documentId: bigint | null
  readonly premiseId: bigint | null
  readonly agentCode: string
  readonly paidOn: CivilDate
  readonly creditedOn: CivilDate | null
  readonly amountCents: bigint
}

/** A credit that the receipt had made, taken back. */
export interface WithdrawnCredit {
  readonly id: bigint
  readonly receiptId: bigint
  readonly amountCents: bigint
}

/** A late charge or underpayment that the receipt had caused and that nothing asks for any more. */
export interface UndoneCharge {
  readonly id: bigint
  readonly receiptId: bigint
  readonly premiseId: bigint | null
  readonly debtorId: bigint
  readonly cause: 'late' | 'underpayment'
  readonly chargeType: string
  readonly beneficiaryId: bigint
  readonly beneficiaryKind: BeneficiaryKind
  readonly amountCents: bigint
}

/** One that had been billed already: the customer gets it back as a credit. */
export interface CreditedCharge extends UndoneCharge {
  readonly creditId: bigint
  /** Number of the document that asked for it. */
  readonly billedOn: string
}

/** Payload of the extension point `receivables.unsettled`: once per undoing, in the same transaction. */
export interface UnsettledBatch {
  /** Day in the books of the undoing. */
  readonly postedOn: CivilDate
  readonly becomes: UndoneState
  readonly receipts: readonly UndoneReceipt[]
  /** The settlements that no longer hold, as they were told of. */
  readonly settlements: readonly SettledItem[]
  readonly credits: readonly WithdrawnCredit[]
  readonly cancelled: readonly UndoneCharge[]
  readonly credited: readonly CreditedCharge[]
}
