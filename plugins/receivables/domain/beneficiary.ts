export type BeneficiaryKind = 'utility' | 'third_party'
export type ItemComponent = 'principal' | 'fine' | 'interest' | 'correction'

/** Whose money a charge is: the utility's, or of a third party for whom it only collects (DECISIONS 44). */
export interface Beneficiary {
  readonly id: bigint
  readonly code: string
  readonly name: string
  readonly taxpayerId: string | null
  readonly kind: BeneficiaryKind
  readonly nature: 'tariff' | 'tax' | 'donation'
  readonly isSeverable: boolean
  readonly countsForCut: boolean
  readonly countsForListing: boolean
}

/** What a charge is for; its beneficiary decides where the money goes. */
export interface ChargeType {
  readonly code: string
  readonly name: string
  readonly service: 'water' | 'sewage' | 'other'
  readonly beneficiary: Beneficiary
}
