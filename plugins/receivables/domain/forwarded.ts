import type { CivilDate } from '#core/calendar/index'

/** Payload of `receivables.forwarded`, in its transaction: unidentified money turned out to be of the system before. */
export interface ForwardedBatch {
  readonly postedOn: CivilDate
  readonly receipts: readonly { readonly id: bigint; readonly amountCents: bigint }[]
}
