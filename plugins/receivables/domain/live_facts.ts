import type { BeneficiaryKind, ItemComponent } from './beneficiary.ts'

/**
 * Why the utility owes somebody: `correction` is what was paid of a document that a correction withdrew; `estimate`, what estimated
 * months were charged beyond what they used.
 */
export type CreditCause = 'overpayment' | 'duplicate' | 'correction' | 'estimate'

/** A credit that may be used on the day asked. */
export interface UsableCredit {
  readonly id: bigint
  readonly cause: CreditCause
  readonly openCents: bigint
}

/** An amount waiting for the next document of a premise. */
export interface WaitingCharge {
  readonly id: bigint
  readonly chargeType: string
  readonly category: string | null
  readonly component: ItemComponent
  readonly beneficiaryId: bigint
  readonly beneficiaryKind: BeneficiaryKind
  readonly amountCents: bigint
  readonly cause: 'late' | 'underpayment' | 'carried' | 'service' | 'plan' | 'plan_interest'
  /** What a service is called on the bill. */
  readonly label?: string
}

/** What is live at billing, of one premise: in the order of their ids. */
export interface LiveFacts {
  /** Whose they are: the holder asked for. */
  readonly holderId: bigint
  readonly credits: readonly UsableCredit[]
  readonly pending: readonly WaitingCharge[]
}
