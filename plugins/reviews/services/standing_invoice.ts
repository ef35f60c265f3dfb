import type { RefMonth } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import { type InvoiceVersion, isStanding, versionsOf } from '#plugins/billing/api'

export interface MonthOf {
  readonly premiseId: bigint
  readonly reference: RefMonth
}

/** Every version of the invoice of a premise and month, the first one first. */
export const monthInvoices = (
  tx: Tx,
  municipalityId: bigint,
  { premiseId, reference }: MonthOf
): Promise<InvoiceVersion[]> =>
  versionsOf(tx, { municipality_id: municipalityId, premise_id: premiseId, reference })

/** The one that was neither cancelled nor replaced; null when there is none. */
export async function standingInvoice(
  tx: Tx,
  municipalityId: bigint,
  month: MonthOf
): Promise<InvoiceVersion | null> {
  const versions = await monthInvoices(tx, municipalityId, month)
  return versions.find(isStanding) ?? null
}
