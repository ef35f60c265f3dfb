import type { NoticeTerms } from '../configuration/parameters.ts'
import type { NoticeStep } from './notice_policy.ts'
import type { Issuing } from './write_notices.ts'

/** How notices are issued by the terms and the policy in force. */
export const issuingOf = (
  terms: NoticeTerms,
  step: NoticeStep | null
): Pick<
  Issuing,
  | 'dueDays'
  | 'validDays'
  | 'message'
  | 'showsBarcode'
  | 'feeCents'
  | 'policyVersionId'
  | 'step'
  | 'document'
  | 'document'
> => ({
  ...{ dueDays: terms.due_days, validDays: terms.valid_days, message: terms.message },
  ...{ showsBarcode: terms.shows_barcode, step: step?.step ?? null },
  document: step?.definition.document ?? null,
  policyVersionId: step?.policyVersionId ?? null,
  feeCents: terms.is_charged ? BigInt(terms.fee_cents) : 0n,
})
