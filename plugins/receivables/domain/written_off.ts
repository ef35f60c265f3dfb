import type { CivilDate } from '#core/calendar/index'
import type { BeneficiaryKind, ItemComponent } from './beneficiary.ts'

/** An item that an act ended without money, or that is open again. */
export interface WrittenOffItem {
  readonly itemId: bigint
  readonly originType: string
  readonly originId: bigint
  readonly premiseId: bigint | null
  readonly reference: string
  readonly chargeType: string
  readonly category: string | null
  readonly component: ItemComponent
  readonly beneficiaryId: bigint
  readonly beneficiaryKind: BeneficiaryKind
  readonly amountCents: bigint
}

/** Payload of `receivables.written_off`: debts ended by an act, or restored by another, in its transaction. */
export interface WrittenOffBatch {
  readonly on: CivilDate
  readonly what: 'written_off' | 'restored'
  readonly items: readonly WrittenOffItem[]
}
