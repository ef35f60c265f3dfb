import type { BeneficiaryKind, ItemComponent } from './beneficiary.ts'

/** A credit that may be used on the day asked. */
export interface UsableCredit {
  readonly id: bigint
  readonly cause: 'overpayment' | 'duplicate'
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
  readonly cause: 'late' | 'underpayment' | 'carried'
}

/** What is live at billing, of one premise: in the order of their ids. */
export interface LiveFacts {
  /** Whose they are: the holder asked for. */
  readonly holderId: bigint
  readonly credits: readonly UsableCredit[]
  readonly pending: readonly WaitingCharge[]
}
