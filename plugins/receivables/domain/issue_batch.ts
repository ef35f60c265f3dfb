import type { CivilDate, RefMonth } from '#core/calendar/index'
import type { ItemComponent } from './beneficiary.ts'
import type { CollectionProfile } from './collection_profile.ts'

export type DocumentKind = 'invoice' | 'second_copy' | 'extract' | 'notice' | 'plan' | 'allocation'

/** An amount owed that is about to be written, with its id already taken. */
export interface NewItem {
  readonly id: bigint
  readonly premiseId: bigint | null
  readonly debtorId: bigint
  readonly reference: RefMonth
  readonly chargeType: string
  readonly category: string | null
  readonly beneficiaryId: bigint
  readonly component: ItemComponent
  /** More than zero. */
  readonly amountCents: bigint
  /** What credits leave to pay; the rest was settled by them. */
  readonly openCents: bigint
  readonly dueOn: CivilDate
  /** `billing.invoice` and its id. */
  readonly originType: string
  readonly originId: bigint
  /** Asked for by a paper of its own, apart from the rest of its origin: nobody who pays one settles the other. */
  readonly isSevered?: boolean
  /** What the payer keeps and pays to the treasury in the creditor's name; papers ask for the rest. */
  readonly withheldCents?: bigint
}

/** A paper that asks for the open amount of items. */
export interface NewDocument {
  readonly id: bigint
  readonly kind: DocumentKind
  readonly premiseId: bigint | null
  readonly debtorId: bigint
  readonly reference: RefMonth
  readonly issuedOn: CivilDate
  readonly dueOn: CivilDate
  readonly validUntil: CivilDate
  readonly version: number
  readonly replacesId: bigint | null
  /** Item and how much of it this document asks; no lines give a document of zero, without barcode. */
  readonly lines: readonly { readonly itemId: bigint; readonly amountCents: bigint }[]
  /** Asked for besides the items: what their delay comes to. What is paid of it settles late charges at once. */
  readonly lateCents?: bigint
}

export interface IssueBatch {
  readonly municipalityId: bigint
  readonly profile: CollectionProfile
  readonly items: readonly NewItem[]
  readonly documents: readonly NewDocument[]
  /** Day on which the items come to be, when not with their month. */
  readonly bornOn?: CivilDate
}

export interface IssuedDocument {
  readonly id: bigint
  readonly number: string
  readonly amountCents: bigint
  readonly barcode: string | null
  readonly line: string | null
  readonly pixPayload: string | null
}
