import type { CivilDate } from '#core/calendar/index'

/** Payload of the extension point `receivables.refunded`: a credit was given back in money. */
export interface CreditRefunded {
  readonly requestId: bigint
  readonly creditId: bigint
  readonly cause: string
  readonly amountCents: bigint
  /** Agent of the till that paid it; null: by transfer. */
  readonly agentCode: string | null
  /** Left the bank account; else it left the money that is on its way there. */
  readonly isAtBank: boolean
  readonly postedOn: CivilDate
}
