import type { ChargeOwner } from './compose_types.ts'
import type { InvoiceLine } from './invoice_line.ts'

/** Charge type of solid waste. */
export const WASTE = 'garbage'

/**
 * Whether a line goes on the paper of solid waste: the charge itself, of this month or carried to it, and what waited of
 * somebody who is owed nothing but waste (a shortfall of the paper before).
 */
export function isWaste(line: InvoiceLine, owner: ChargeOwner | null): boolean {
  if (line.chargeType === WASTE) return true
  const isOwners = owner?.kind === 'third_party' && line.beneficiaryId === owner.id
  return isOwners && line.source === 'waited'
}
