import type { CivilDate, RefMonth } from '#core/calendar/index'
import type { BeneficiaryKind, ItemComponent } from './beneficiary.ts'
import type { MarkSource } from './marks.ts'

/** Payload of `receivables.taken_over`: what came open from the system before, in the transaction that wrote it. */
export interface TakenOver {
  /** Day in the books. */
  readonly postedOn: CivilDate
  readonly items: readonly {
    readonly id: bigint
    readonly chargeType: string
    readonly component: ItemComponent
    readonly beneficiaryId: bigint
    readonly beneficiaryKind: BeneficiaryKind
    readonly reference: RefMonth
    readonly amountCents: bigint
  }[]
  readonly credits: readonly { readonly id: bigint; readonly amountCents: bigint }[]
  /** Principal of the instalments that no document asks for, of each arrangement. */
  readonly arrangements: readonly {
    readonly source: MarkSource
    /** Month in which it was arranged. */
    readonly reference: RefMonth
    readonly amountCents: bigint
  }[]
}
