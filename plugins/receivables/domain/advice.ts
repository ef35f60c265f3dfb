import type { CivilDate } from '#core/calendar/index'
import type { BeneficiaryKind, ItemComponent } from './beneficiary.ts'

export type AdviceChannel =
  | 'collection_return'
  | 'direct_debit_return'
  | 'boleto_return'
  | 'pix_notice'
  | 'statement'
  | 'manual'
  | 'deposit'
  | 'cash'
  | 'offset'
/** Stands where a bank would: of settlements without cash. */
export const OFFSET_AGENT = 'ENC'
export type ReceiptClass =
  'exact' | 'late' | 'overpaid' | 'underpaid' | 'duplicate' | 'expired_document' | 'unidentified'

/** A message that says that money was paid; several may tell of the same money (DECISIONS 43). */
export interface Advice {
  /** The message itself: the same identity twice in a municipality is one message (`repeated`). */
  readonly identity: string
  readonly channel: AdviceChannel
  /** Where it came from: `payments.file_line` and its id. */
  readonly sourceType: string
  readonly sourceId: bigint | null
  /** The file that holds the message: one file tells of a payment once, so two messages of it are two payments. */
  readonly batch?: string | null
  readonly agentCode: string
  readonly paidOn: CivilDate
  readonly creditedOn: CivilDate | null
  /** More than zero. */
  readonly amountCents: bigint
  readonly feeCents: bigint
  /** The document, where the message names it by other means than its codes. */
  readonly documentId?: bigint | null
  readonly barcode: string | null
  readonly endToEndId: string | null
  readonly txid: string | null
  readonly authentication: string | null
  /** Of what people enter: the number on the paper that they saw. */
  readonly proof?: string | null
  /** Of what people enter: the customer whose money it is said to be. */
  readonly payerId?: bigint | null
}

export interface AdviceOutcome {
  readonly identity: string
  /** `forwarded`: it paid a bill that the system before still collects. */
  readonly outcome: 'new' | 'joined' | 'repeated' | 'unidentified' | 'forwarded'
  readonly adviceId: bigint
  readonly receiptId: bigint
  readonly documentId: bigint | null
  readonly class: ReceiptClass
}

export interface SettledReceipt {
  readonly id: bigint
  readonly documentId: bigint | null
  readonly premiseId: bigint | null
  readonly agentCode: string
  readonly channel: AdviceChannel
  readonly paidOn: CivilDate
  readonly creditedOn: CivilDate | null
  readonly postedOn: CivilDate
  readonly amountCents: bigint
  readonly feeCents: bigint
  readonly class: ReceiptClass
  /** Applied + credit = amount, except of an unidentified receipt, where both are zero. */
  readonly appliedCents: bigint
  readonly creditCents: bigint
  /** The money was already told as unidentified in an earlier batch and has now found its document. */
  readonly wasUnidentified: boolean
}

export interface SettledItem {
  readonly settlementId: bigint
  readonly receiptId: bigint
  readonly itemId: bigint
  readonly premiseId: bigint | null
  readonly originType: string
  readonly originId: bigint
  readonly reference: string
  readonly chargeType: string
  readonly category: string | null
  readonly component: ItemComponent
  readonly beneficiaryId: bigint
  readonly beneficiaryKind: BeneficiaryKind
  /** Money applied to the item. */
  readonly amountCents: bigint
  /** Closed without money: moved to a pending charge `underpayment`. */
  readonly transferredCents: bigint
  /** Closed without money: within the tolerance. */
  readonly forgivenCents: bigint
  /** Closed without money: kept by the payer as tax, to be paid to the treasury in the creditor's name. */
  readonly withheldCents: bigint
  readonly settledOn: CivilDate
  readonly postedOn: CivilDate
}

export interface NewCredit {
  readonly id: bigint
  readonly receiptId: bigint
  readonly premiseId: bigint | null
  readonly customerId: bigint
  readonly cause: 'overpayment' | 'duplicate'
  readonly amountCents: bigint
}

export interface NewPendingCharge {
  readonly id: bigint
  readonly receiptId: bigint
  readonly sourceItemId: bigint
  readonly premiseId: bigint | null
  readonly debtorId: bigint
  readonly chargeType: string
  readonly category: string | null
  readonly component: ItemComponent
  readonly beneficiaryId: bigint
  readonly beneficiaryKind: BeneficiaryKind
  readonly amountCents: bigint
  readonly cause: 'late' | 'underpayment'
}

/** Payload of the extension point `receivables.settled`: once per batch of advices, in the same transaction. */
export interface SettledBatch {
  readonly postedOn: CivilDate
  readonly receipts: readonly SettledReceipt[]
  readonly settlements: readonly SettledItem[]
  readonly credits: readonly NewCredit[]
  readonly pending: readonly NewPendingCharge[]
}
