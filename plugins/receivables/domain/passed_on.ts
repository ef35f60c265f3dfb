import type { CivilDate, RefMonth } from '#core/calendar/index'

/** Payload of the extension point `receivables.passed_on`: money collected for a third party was handed to it. */
export interface PassedOn {
  readonly statementId: bigint
  readonly beneficiaryId: bigint
  readonly beneficiaryCode: string
  readonly month: RefMonth
  /** Handed over, in cents. */
  readonly amountCents: bigint
  /** Kept by the utility for collecting it, in cents. */
  readonly feeCents: bigint
  readonly postedOn: CivilDate
}
