import type { NoticeTerms } from '../configuration/parameters.ts'
import type { Issuing } from './write_notices.ts'

/** How notices are issued by the terms in force, a policy apart. */
export const issuingOf = (
  terms: NoticeTerms
): Pick<
  Issuing,
  'dueDays' | 'validDays' | 'message' | 'showsBarcode' | 'feeCents' | 'policyVersionId' | 'step'
> => ({
  ...{ dueDays: terms.due_days, validDays: terms.valid_days, message: terms.message },
  ...{ showsBarcode: terms.shows_barcode, policyVersionId: null, step: null },
  feeCents: terms.is_charged ? BigInt(terms.fee_cents) : 0n,
})
