export type Component = 'principal' | 'fine' | 'interest' | 'correction'
export type OwnerKind = 'utility' | 'third_party'
/**
 * Why a credit exists; `correction`: what was paid of an invoice that a correction replaced or cancelled; `estimate`: what
 * estimated months were charged beyond what they used.
 */
export type CreditCause = 'overpayment' | 'duplicate' | 'correction' | 'estimate'

/** Of the month itself; of estimated months settled in money; a service apart; or what waited from before, whose right arose then. */
export type LineSource = 'made' | 'settled' | 'service' | 'waited'

/** An estimated month that was read at last: what it used and would have cost, and what the estimate charged. */
export interface SettledMonth {
  readonly reference: string
  readonly estimatedM3: string
  readonly realM3: string
  readonly estimatedCents: bigint
  readonly realCents: bigint
}

/** What an invoice asks for, before and after credits and the minimum for issuing. */
export interface InvoiceLine {
  readonly chargeType: string
  readonly service: 'water' | 'sewage' | 'other'
  readonly category: string | null
  readonly component: Component
  readonly beneficiaryId: bigint
  readonly beneficiaryKind: OwnerKind
  readonly quantityM3: string
  readonly amountCents: bigint
  /** Tariff version that made it; null for what waited from before. */
  readonly versionId: bigint | null
  /** The waiting charge that it comes from. */
  readonly pendingId: bigint | null
  /** Charged already in an earlier invoice, below its minimum: not a charge of this one. */
  readonly isCarriedIn: boolean
  /** What a correction took off the amount, already deducted; absent where nothing was. */
  readonly discountCents?: bigint
  readonly source: LineSource
  /** Of an estimated month settled in money; absent of all others. */
  readonly settles?: SettledMonth
  /** What it is called, when its type does not say: `Vistoria (2/5)`. */
  readonly label?: string
}

/** A line with what credits paid of it and what goes to the next invoice. */
export interface SettledLine {
  readonly line: InvoiceLine
  readonly creditedCents: bigint
  readonly carriedCents: bigint
  /** Of what is left, what the payer keeps as tax. */
  readonly withheldCents: bigint
  /** On the paper of solid waste, apart from the rest. */
  readonly isSevered: boolean
}

/** What estimated months were charged too much of one beneficiary: a credit that the invoice gives. */
export interface GrantedCredit {
  /** Below zero until it is written. */
  readonly creditId: bigint
  readonly beneficiaryId: bigint
  readonly amountCents: bigint
  /** The settled months that it is made of, their amounts below zero. */
  readonly lines: readonly InvoiceLine[]
}

export interface UsedCredit {
  readonly creditId: bigint
  readonly cause: CreditCause
  /** Place of the line in the invoice. */
  readonly line: number
  readonly amountCents: bigint
}
